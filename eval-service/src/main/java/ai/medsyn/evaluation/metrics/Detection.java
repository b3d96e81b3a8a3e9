package ai.medsyn.evaluation.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Average precision of boxes of one class, as pycocotools computes it: within an image detections take, by falling score, the free
 * true box of largest IoU at or above the threshold; precision is made monotone and read at 101 recalls.
 */
public final class Detection {

    /** Thresholds of the papers' mAP (domain-spec 5.2): 0.40, 0.45, ... 0.75. */
    public static final List<Double> PAPER_THRESHOLDS = List.of(.40, .45, .50, .55, .60, .65, .70, .75);

    /** Thresholds of COCO's AP: 0.50, 0.55, ... 0.95. */
    public static final List<Double> COCO_THRESHOLDS = List.of(.50, .55, .60, .65, .70, .75, .80, .85, .90, .95);

    private static final int MOST_PER_IMAGE = 100;
    private static final int RECALLS = 101;

    /** A box that a model found, with its score. */
    public record Found(Box box, double score) {}

    /** One image: what is there and what was found. */
    public record Image(List<Box> truth, List<Found> found) {
        public Image {
            truth = List.copyOf(truth);
            found = List.copyOf(found);
        }
    }

    /** @param averagePrecision 0..1 @param recall the largest recall reached, 0..1 */
    public record Result(double averagePrecision, double recall) {}

    /** A detection. @param right whether it took a true box */
    public record Call(double score, boolean right) {}

    private Detection() {}

    /** Mean of the average precision over thresholds. @throws MetricUndefined if no image has a true box */
    public static double meanAveragePrecision(List<Image> images, List<Double> thresholds) {
        return thresholds.stream()
                .mapToDouble(threshold -> at(threshold, images).averagePrecision())
                .average()
                .orElseThrow(() -> new MetricUndefined("expected at least one IoU threshold, found none"));
    }

    /**
     * MGCA's mean average precision: images without a true box or without a detection are left out, which flatters
     * (domain-spec 5.2). The number for comparison with its tables only.
     */
    public static double faithfulMeanAveragePrecision(List<Image> images) {
        List<Image> kept = images.stream()
                .filter(image -> !image.truth().isEmpty() && !image.found().isEmpty())
                .toList();
        return meanAveragePrecision(kept, PAPER_THRESHOLDS);
    }

    /** Average precision at one IoU threshold. @throws MetricUndefined if no image has a true box */
    public static Result at(double iouThreshold, List<Image> images) {
        int truths = images.stream().mapToInt(image -> image.truth().size()).sum();
        if (truths == 0) {
            throw new MetricUndefined("average precision needs true boxes, found none in " + images.size() + " images");
        }
        List<Call> calls = new ArrayList<>();
        images.forEach(image -> calls.addAll(calls(image, iouThreshold)));
        calls.sort(Comparator.comparingDouble(Call::score).reversed()); // stable: ties stay in the order of the images
        double[] precision = new double[calls.size()];
        double[] recall = new double[calls.size()];
        int right = 0;
        for (int i = 0; i < calls.size(); i++) {
            right += calls.get(i).right() ? 1 : 0;
            precision[i] = (double) right / (i + 1);
            recall[i] = (double) right / truths;
        }
        return new Result(interpolated(precision, recall), (double) right / truths);
    }

    /** The detections of an image that count, by falling score: the same ones in the same order at any threshold. */
    public static List<Call> calls(Image image, double iouThreshold) {
        boolean[] taken = new boolean[image.truth().size()];
        return image.found().stream()
                .sorted(Comparator.comparingDouble(Found::score).reversed())
                .limit(MOST_PER_IMAGE)
                .map(found -> new Call(found.score(), take(found.box(), image.truth(), taken, iouThreshold)))
                .toList();
    }

    /** Takes the free true box of the largest IoU; the later of equals, as the reference does. */
    private static boolean take(Box box, List<Box> truth, boolean[] taken, double iouThreshold) {
        int best = -1;
        double largest = Math.min(iouThreshold, 1 - 1e-10);
        for (int i = 0; i < taken.length; i++) {
            double iou = taken[i] ? -1 : box.iou(truth.get(i));
            if (iou >= largest) {
                largest = iou;
                best = i;
            }
        }
        if (best >= 0) {
            taken[best] = true;
        }
        return best >= 0;
    }

    /**
     * Mean over recalls 0, 0.01, ... 1 of the best precision at that recall or beyond. Points after a wrong detection change nothing and may be left out.
     *
     * @param precision by falling score of detections; is made monotone in place
     * @param recall likewise
     */
    public static double interpolated(double[] precision, double[] recall) {
        for (int i = precision.length - 1; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
        double sum = 0;
        int i = 0;
        for (int step = 0; step < RECALLS; step++) {
            while (i < recall.length && recall[i] < step / (RECALLS - 1.0)) {
                i++;
            }
            sum += i < precision.length ? precision[i] : 0;
        }
        return sum / RECALLS;
    }
}
