package ai.medsyn.gateway.datasets.web;

import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.platform.lineage.VerdictView;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sample with its whole making. */
@Schema(description = "One image-report pair of a dataset, with all that made it.")
record SampleResource(
        int position,

        @Schema(description = "Its key: place among the candidates of the corpus.")
        int ordinal,

        String split,
        Report report,
        Radiograph image,

        @Schema(description = "Verdict by filter; only where one sample is asked for.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<VerdictView> verdicts) {

    record Report(
            String findings,
            String impression,
            String promptSource,
            List<String> entities,

            @Schema(implementation = Object.class) @JsonRawValue
            String labels,

            int tokenCount,
            long seed,
            String writer,
            int attempts,
            @Nullable String sourceId,
            String sha256) {}

    record Radiograph(
            String href,
            String sha256,
            long bytes,
            int width,
            int height,
            long seed,
            String generator,

            @Schema(implementation = Object.class) @JsonRawValue
            String settings,

            @Nullable String mask,
            List<String> unrendered) {}

    static SampleResource of(String datasetPath, SampleView sample, @Nullable List<VerdictView> verdicts) {
        SampleView.Text text = sample.text();
        SampleView.Image image = sample.image();
        String href = datasetPath + "/samples/" + sample.ordinal();
        return new SampleResource(
                sample.position(),
                sample.ordinal(),
                sample.split(),
                new Report(
                        text.findings(),
                        text.impression(),
                        text.promptSource(),
                        text.entities(),
                        text.labelsJson(),
                        text.tokenCount(),
                        text.seed(),
                        text.writer(),
                        text.attempts(),
                        text.sourceId(),
                        text.sha256().hex()),
                new Radiograph(
                        href + "/image",
                        image.sha256().hex(),
                        image.bytes(),
                        image.width(),
                        image.height(),
                        image.seed(),
                        image.generator(),
                        image.settingsJson(),
                        image.mask() == null ? null : href + "/mask",
                        image.unrendered()),
                verdicts);
    }
}
