package ai.medsyn.gateway.exports;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A sample as one JSON object on one line, the same in every format. Every sample has the same fields with the same types, so that readers
 * which infer a schema from the first rows (Arrow) can read the rest: what varies from generator to generator is JSON text in one field.
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
        strings(json, "entities", report.annotation().entities());
        json.writeArrayPropertyStart("labels");
        for (Map.Entry<String, String> label : report.annotation().labels().entrySet()) {
            json.writeStartObject();
            json.writeStringProperty("finding", label.getKey());
            json.writeStringProperty("status", label.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("writer", report.written().writer());
        json.writeNumberProperty("text_seed", report.written().seed());
        json.writeNumberProperty("attempts", report.written().attempts());
        optional(json, "source_id", report.written().sourceId());
    }

    private static void write(JsonGenerator json, ExportSample.Radiograph radiograph, @Nullable String mask) {
        json.writeStringProperty("sha256", radiograph.image().sha256().hex());
        json.writeNumberProperty("width", radiograph.image().width());
        json.writeNumberProperty("height", radiograph.image().height());
        optional(json, "mask", mask);
        json.writeStringProperty("generator", radiograph.drawn().generator());
        json.writeNumberProperty("image_seed", radiograph.drawn().seed());
        strings(json, "unrendered", radiograph.drawn().unrendered());
        json.writeStringProperty("generator_settings", radiograph.drawn().settings());
    }

    private static void strings(JsonGenerator json, String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
