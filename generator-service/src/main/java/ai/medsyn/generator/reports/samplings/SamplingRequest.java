package ai.medsyn.generator.reports.samplings;

import ai.medsyn.platform.lineage.SamplingSpec;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sets to sample.
 *
 * @param bank null for the built-in lexicon
 */
public record SamplingRequest(
        @Nullable UUID bank,
        @NotNull SamplingSpec sampling,
        long seed,
        @Min(1) int count) {}
