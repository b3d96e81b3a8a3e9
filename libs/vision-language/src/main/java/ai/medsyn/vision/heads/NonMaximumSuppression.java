package ai.medsyn.vision.heads;

import ai.medsyn.vision.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the most certain of boxes that show the same object.
 *
 * @param leastObjectness what is less certain is dropped
 * @param mostOverlap of boxes of one class; of two that overlap as much or more the less certain one is dropped
 */
public record NonMaximumSuppression(double leastObjectness, double mostOverlap) {
    public static final NonMaximumSuppression OFFICIAL = new NonMaximumSuppression(0.5, 0.5);

    /**
     * @param decoded [B, N, 5 + classes] as {@link YoloScale#decode} gives it; scales may be joined along N
     * @return per image: by class, then by falling objectness
     */
    public List<List<Detection>> apply(Tensor decoded) {
        int images = (int) decoded.size(0);
        int boxes = (int) decoded.size(1);
        int width = (int) decoded.size(2);
        float[] values = decoded.floats();
        List<List<Detection>> kept = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            List<Detection> candidates = new ArrayList<>();
            for (int box = 0; box < boxes; box++) {
                Detection detection = detection(values, (image * boxes + box) * width, width);
                if (detection.objectness() >= (float) leastObjectness) {
                    candidates.add(detection);
                }
            }
            kept.add(suppress(candidates));
        }
        return kept;
    }

    private static Detection detection(float[] values, int at, int width) {
        int label = 0;
        for (int c = 1; c < width - 5; c++) {
            label = values[at + 5 + c] > values[at + 5 + label] ? c : label;
        }
        float halfWidth = values[at + 2] / 2;
        float halfHeight = values[at + 3] / 2;
        Box box = new Box(
                values[at] - halfWidth,
                values[at + 1] - halfHeight,
                values[at] + halfWidth,
                values[at + 1] + halfHeight);
        return new Detection(box, values[at + 4], values[at + 5 + label], label);
    }

    private List<Detection> suppress(List<Detection> candidates) {
        List<Detection> ordered = candidates.stream()
                .sorted(Comparator.comparingInt(Detection::label)
                        .thenComparing(Comparator.comparingDouble(Detection::objectness)
                                .reversed()))
                .toList();
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : ordered) {
            boolean repeated = kept.stream()
                    .anyMatch(better -> better.label() == candidate.label()
                            && better.box().overlap(candidate.box()) >= (float) mostOverlap);
            if (!repeated) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
