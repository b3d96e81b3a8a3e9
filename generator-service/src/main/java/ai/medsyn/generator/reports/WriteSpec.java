package ai.medsyn.generator.reports;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Give a text to each candidate of a range.
 *
 * @param corpus whose candidates
 * @param dataset the version that is being built: what it has accepted so far counts against the entities' cap
 * @param from first ordinal
 * @param count how many
 */
public record WriteSpec(
        @NotNull UUID corpus,
        @NotNull UUID dataset,
        @Min(0) int from,
        @Min(1) int count) {}
