package ai.medsyn.gateway.reports.web;

import ai.medsyn.gateway.reports.ReportReadings;
import ai.medsyn.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/v1/reports")
@Tag(name = "reports", description = "What a report says, and why it was understood so.")
class ReportAnalysisController {

    private final ReportReadings readings;

    ReportAnalysisController(ReportReadings readings) {
        this.readings = readings;
    }

    @Schema(description = "A report to read.")
    record Question(
            @NotBlank
            @Size(max = 100_000)
            @Schema(
                    description = "One section or a whole report; headings are found.",
                    example = "FINDINGS: No effusion.")
            String text,

            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
                    message =
                            "must be the id of a registered model: 1 to 100 letters, digits, dots, hyphens or underscores")
            @Schema(description = "An ENTITY_EXTRACTOR of the model registry; without it the built-in lexicon reads.")
            @Nullable
            String extractor) {}

    @PostMapping("/analyze")
    @Operation(
            summary = "Read a report",
            description =
                    "Tells its sections, every mention of an entity with its place, certainty, side, severity, zone, comparison, size and number, the"
                            + " words that decided and the rule that applied, the entity set, and the labels of CheXpert and ChestX-ray14. Nothing is stored.")
    JsonNode analyze(@Valid @RequestBody Question question, Caller caller) {
        return readings.analyze(question.text(), question.extractor(), caller);
    }
}
