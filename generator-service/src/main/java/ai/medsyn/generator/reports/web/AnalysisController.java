package ai.medsyn.generator.reports.web;

import ai.medsyn.generator.reports.analysis.Analysis;
import ai.medsyn.generator.reports.analysis.ReportAnalysis;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AnalysisController {

    private final ReportAnalysis analysis;

    AnalysisController(ReportAnalysis analysis) {
        this.analysis = analysis;
    }

    /** A report to read; without extractor by the built-in lexicon. */
    record Question(
            @NotBlank @Size(max = 100_000) String text,
            @Size(max = 100) @Nullable String extractor) {}

    @PostMapping("/v1/reports/analyze")
    Analysis analyze(@Valid @RequestBody Question question) {
        return analysis.analyze(question.text(), question.extractor());
    }
}
