package ai.medsyn.filter.curation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Specification of a measuring job.
 *
 * @param corpus whose candidates to measure
 * @param from first ordinal
 * @param count how many, from there on
 * @param imageSize requested width and height of the images, pixels
 */
public record CurationMeasurement(
        @NotNull UUID corpus,
        @Min(0) @Max(1_000_000_000) int from,
        @Min(1) @Max(1_000_000_000) int count,
        @Min(1) @Max(65_535) int imageSize) {}
