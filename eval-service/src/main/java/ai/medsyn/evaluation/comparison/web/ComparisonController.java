package ai.medsyn.evaluation.comparison.web;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.comparison.Comparisons;
import ai.medsyn.evaluation.comparison.Difference;
import ai.medsyn.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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

    /**
     * Two models, an evaluation a seed.
     *
     * @param level of the intervals; null for 0.95
     * @param draws of the bootstrap; null for 1000
     */
    record Seeds(
            @NotNull @Size(min = 1, max = 20) List<@NotNull UUID> first,
            @NotNull @Size(min = 1, max = 20) List<@NotNull UUID> second,

            @DecimalMin("0.5") @DecimalMax("0.999") @Nullable
            Double level,

            @Min(100) @Max(100_000) @Nullable Integer draws) {}

    @PostMapping("/v1/seed-comparisons")
    List<Difference> compare(@Valid @RequestBody Seeds seeds, Caller caller) {
        return comparisons.ofSeeds(
                seeds.first(),
                seeds.second(),
                caller.team(),
                new ClassificationReport.Settings(
                        Objects.requireNonNullElse(seeds.level(), 0.95),
                        Objects.requireNonNullElse(seeds.draws(), 1000),
                        0));
    }
}
