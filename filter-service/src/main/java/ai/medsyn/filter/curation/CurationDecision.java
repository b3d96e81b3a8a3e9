package ai.medsyn.filter.curation;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Specification of a deciding job: one round of a dataset. Rounds follow each other without a gap from ordinal 0 on, all with the same
 * thresholds.
 *
 * @param dataset the version that is being built
 * @param corpus its corpus
 * @param from first ordinal of the round
 * @param to ordinal after the last one of the round
 * @param thresholds those that differ from the initial ones, by policy
 */
public record CurationDecision(
        @NotNull UUID dataset,
        @NotNull UUID corpus,
        @Min(0) @Max(1_000_000_000) int from,
        @Min(1) @Max(1_000_000_000) int to,
        Map<String, @Nullable Double> thresholds) {

    /** Thresholds may be left out. */
    public CurationDecision {
        thresholds = thresholds == null ? Map.of() : thresholds;
    }

    @AssertTrue(message = "must be greater than from")
    boolean isTo() {
        return to > from;
    }
}
