package ai.medsyn.platform.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the source of a film says about it besides labels and report.
 *
 * @param patient whose film it is, a name within its corpus; null if unknown
 * @param view projection as the source names it, for example {@code PA}; null if unknown
 * @param age years; null if unknown
 * @param sex as the source names it; null if unknown
 * @param split where the source puts the film; null leaves it to the seed of the corpus
 * @param boxes where findings lie
 */
public record Annotation(
        @Nullable String patient,
        @Nullable String view,
        @Nullable Double age,
        @Nullable String sex,
        @Nullable String split,
        List<Box> boxes) {

    /** Nothing is known. */
    public static final Annotation NONE = new Annotation(null, null, null, null, null, List.of());

    public Annotation {
        boxes = List.copyOf(boxes);
    }

    /**
     * A rectangle around a finding, in pixels of the stored image.
     *
     * @param label the finding
     * @param x left edge, {@code >= 0}
     * @param y upper edge, {@code >= 0}
     * @param width {@code > 0}
     * @param height {@code > 0}
     */
    public record Box(String label, double x, double y, double width, double height) {}
}
