package ai.medsyn.gateway.exports;

import ai.medsyn.radiology.ReportLabels;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A sample as one JSON object on one line, the same in every format. Readers that infer a schema from the first rows (Arrow) must be able to
 * read the rest, and to find the same schema in every split: each field has one type in each row, absent text is empty rather than null, labels
 * are those of CheXpert in CheXpert's order whether the report mentions them or not, and what varies from generator to generator is JSON
 * text in one field.
 */
final class SampleJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private SampleJson() {}

    /** @param mask where the sample's mask lies in this export, or null if it has none */
    static byte[] write(ExportSample sample, @Nullable String mask) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("key", sample.key());
            json.writeNumberProperty("position", sample.position());
            json.writeNumberProperty("ordinal", sample.ordinal());
            json.writeStringProperty("split", sample.split());
            write(json, sample.report());
            write(json, sample.radiograph(), mask);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, ExportSample.Report report) {
        ExportSample.Text text = report.text();
        json.writeStringProperty("impression", text.impression());
        json.writeStringProperty("findings", text.findings());
        json.writeStringProperty("prompt_source", text.promptSource());
        json.writeNumberProperty("token_count", text.tokenCount());
        json.writeStringProperty("text_sha256", text.sha256().hex());
        json.writeArrayPropertyStart("entities");
        report.annotation().entities().forEach(json::writeString);
        json.writeEndArray();
        labels(json, report.annotation().labels());
        json.writeStringProperty("writer", report.written().writer());
        json.writeNumberProperty("text_seed", report.written().seed());
        json.writeNumberProperty("attempts", report.written().attempts());
        json.writeStringProperty("source_id", orEmpty(report.written().sourceId()));
    }

    private static void write(JsonGenerator json, ExportSample.Radiograph radiograph, @Nullable String mask) {
        json.writeStringProperty("sha256", radiograph.image().sha256().hex());
        json.writeNumberProperty("width", radiograph.image().width());
        json.writeNumberProperty("height", radiograph.image().height());
        json.writeStringProperty("mask", orEmpty(mask));
        json.writeStringProperty("generator", radiograph.drawn().generator());
        json.writeNumberProperty("image_seed", radiograph.drawn().seed());
        json.writeStringProperty(
                "unrendered", String.join("; ", radiograph.drawn().unrendered()));
        json.writeStringProperty("generator_settings", radiograph.drawn().settings());
    }

    /** Labels outside the set of CheXpert, should there be any, follow by name. */
    private static void labels(JsonGenerator json, Map<String, String> labels) {
        json.writeObjectPropertyStart("labels");
        for (String finding : ReportLabels.CHEXPERT) {
            json.writeStringProperty(finding, labels.getOrDefault(finding, ""));
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!ReportLabels.CHEXPERT.contains(label.getKey())) {
                json.writeStringProperty(label.getKey(), label.getValue());
            }
        }
        json.writeEndObject();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
