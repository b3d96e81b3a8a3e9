package ai.medsyn.generator.images;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Draw one image for each candidate of a range.
 *
 * @param corpus whose candidates
 * @param from first ordinal
 * @param count how many
 */
public record DrawSpec(
        @NotNull UUID corpus, @Min(0) int from, @Min(1) int count) {}
