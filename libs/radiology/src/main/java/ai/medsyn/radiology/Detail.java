package ai.medsyn.radiology;

import org.jspecify.annotations.Nullable;

/**
 * Comparison and numbers that a report gives with a finding.
 *
 * @param course how it compares with an earlier study
 * @param millimetres its largest stated extent, in millimetres; null if none is stated
 * @param count how many there are; null if not stated as a number
 */
public record Detail(
        Course course,
        @Nullable Double millimetres,
        @Nullable Integer count) {

    /** Nothing said. */
    public static final Detail NONE = new Detail(Course.UNSPECIFIED, null, null);
}
