package ai.medsyn.evaluation.metrics;

import java.util.BitSet;

/** Agreement of a predicted region with the true one, per image (domain-spec 5.2, 5.4). */
public final class Overlap {

    private Overlap() {}

    /** 2|P.T| / (|P| + |T|); where the truth is empty, 1 if the prediction is empty too, else 0. */
    public static double dice(BitSet predicted, BitSet truth) {
        if (truth.isEmpty()) {
            return predicted.isEmpty() ? 1 : 0;
        }
        return 2.0 * shared(predicted, truth) / (predicted.cardinality() + truth.cardinality());
    }

    /** |P.T| / |P + T|; where the truth is empty, 1 if the prediction is empty too, else 0. */
    public static double iou(BitSet predicted, BitSet truth) {
        if (truth.isEmpty()) {
            return predicted.isEmpty() ? 1 : 0;
        }
        double shared = shared(predicted, truth);
        return shared / (predicted.cardinality() + truth.cardinality() - shared);
    }

    /** The pixels at or above a threshold. */
    public static BitSet atLeast(double threshold, double[] map) {
        BitSet region = new BitSet(map.length);
        for (int i = 0; i < map.length; i++) {
            region.set(i, map[i] >= threshold);
        }
        return region;
    }

    /** Whether a largest pixel of the map lies within the region (the pointing game). */
    public static boolean pointsInto(BitSet region, double[] map) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : map) {
            largest = Math.max(largest, value);
        }
        for (int i = region.nextSetBit(0); i >= 0; i = region.nextSetBit(i + 1)) {
            if (map[i] == largest) {
                return true;
            }
        }
        return false;
    }

    /**
     * Contrast to noise of a similarity map: |mean inside - mean outside| / sqrt(var inside + var outside).
     *
     * @throws MetricUndefined if the region is empty or the whole image, or the map is constant
     */
    public static double contrastToNoise(BitSet region, double[] map) {
        Moments inside = new Moments();
        Moments outside = new Moments();
        for (int i = 0; i < map.length; i++) {
            (region.get(i) ? inside : outside).add(map[i]);
        }
        double noise = Math.sqrt(inside.variance() + outside.variance());
        if (inside.count == 0 || outside.count == 0 || noise == 0) {
            throw new MetricUndefined(
                    "contrast to noise needs pixels inside and outside of the region and a map that varies, found "
                            + inside.count + " inside, " + outside.count + " outside, noise " + noise);
        }
        return Math.abs(inside.mean() - outside.mean()) / noise;
    }

    private static double shared(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both.cardinality();
    }

    /** Running mean and population variance (Welford). */
    private static final class Moments {
        private long count;
        private double mean;
        private double squares;

        void add(double value) {
            count++;
            double delta = value - mean;
            mean += delta / count;
            squares += delta * (value - mean);
        }

        double mean() {
            return mean;
        }

        double variance() {
            return count == 0 ? 0 : squares / count;
        }
    }
}
