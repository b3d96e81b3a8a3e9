package ai.medsyn.generator.reports.samplings.web;

import ai.medsyn.generator.reports.Capacity;
import ai.medsyn.platform.lineage.SamplingSpec;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sets to sample, as the gateway asks for them.
 *
 * @param maxUse null for the smallest sensible cap
 * @param bank id, name or {@code name@version}; null for the built-in lexicon
 */
record SamplingQuestion(
        @Min(1) @Max(1_000_000) int count,
        @Min(1) @Max(20) int clinical,
        @Min(0) @Max(10) int anatomy,
        @Min(1) @Nullable Integer maxUse,
        SamplingSpec.@Nullable Weighting weighting,
        @Size(max = 200) @Nullable Map<String, Double> prevalences,
        @Size(max = 120) @Nullable String bank,
        long seed) {

    Capacity.Question asked() {
        return new Capacity.Question(
                count,
                clinical,
                anatomy,
                maxUse,
                Objects.requireNonNullElse(weighting, SamplingSpec.Weighting.BALANCED),
                Objects.requireNonNullElse(prevalences, Map.of()),
                bank,
                null);
    }
}
