package ai.medsyn.evaluation.comparison.web;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.comparison.Comparisons;
import ai.medsyn.platform.security.Caller;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ComparisonController {

    private final Comparisons comparisons;

    ComparisonController(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    @GetMapping("/v1/evaluations/{id}/comparison")
    Comparisons.Comparison compare(
            @PathVariable UUID id,
            @RequestParam UUID with,
            @RequestParam(defaultValue = "0.95") @DecimalMin("0.5") @DecimalMax("0.999") double level,
            @RequestParam(defaultValue = "1000") @Min(100) @Max(100_000) int draws,
            @RequestParam(defaultValue = "0") long seed,
            Caller caller) {
        return comparisons.of(id, with, caller.team(), new ClassificationReport.Settings(level, draws, seed));
    }
}
