package ai.medsyn.evaluation.grounding;

import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.metrics.Overlap;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well one heat map fits one region, at every threshold 0, 0.01, … 1 at once.
 *
 * @param marked pixels at or above each threshold
 * @param shared of them within the region
 * @param region pixels of the region
 * @param pixels of the raster
 * @param contrastToNoise null where it has no value
 * @param pointed whether a largest pixel lies in the region
 */
@SuppressWarnings("ArrayRecordComponent") // counts of one map, never compared
record Fit(
        int[] marked,
        int[] shared,
        int region,
        int pixels,
        @Nullable Double contrastToNoise,
        boolean pointed) {

    /** Thresholds are k / STEPS. */
    static final int STEPS = 100;

    /** @param truth at least one pixel */
    static Fit of(HeatMap map, BitSet truth) {
        int[] marked = new int[STEPS + 1];
        int[] shared = new int[STEPS + 1];
        double[] values = map.values();
        for (int i = 0; i < values.length; i++) {
            int last = lastThreshold(values[i]);
            marked[last]++;
            shared[last] += truth.get(i) ? 1 : 0;
        }
        for (int k = STEPS; k > 0; k--) {
            marked[k - 1] += marked[k];
            shared[k - 1] += shared[k];
        }
        return new Fit(
                marked,
                shared,
                truth.cardinality(),
                values.length,
                contrastToNoise(truth, values),
                Overlap.pointsInto(truth, values));
    }

    /** The largest k whose threshold the value reaches. */
    private static int lastThreshold(double value) {
        int k = (int) (value * STEPS);
        while (k < STEPS && value >= threshold(k + 1)) {
            k++;
        }
        while (k > 0 && value < threshold(k)) {
            k--;
        }
        return k;
    }

    static double threshold(int k) {
        return (double) k / STEPS;
    }

    private static @Nullable Double contrastToNoise(BitSet truth, double[] values) {
        try {
            return Overlap.contrastToNoise(truth, values);
        } catch (MetricUndefined wholeFilm) {
            return null;
        }
    }

    /** |P.M| / |P + M| at threshold k. */
    double iou(int k) {
        return (double) shared[k] / (marked[k] + region - shared[k]);
    }

    /** 2|P.M| / (|P| + |M|) at threshold k. */
    double dice(int k) {
        return 2.0 * shared[k] / (marked[k] + region);
    }

    /** |P.M| / |P|: a map from 0 to 1 has a pixel at every threshold. */
    double precision(int k) {
        return (double) shared[k] / marked[k];
    }

    /** |P.M| / |M| */
    double recall(int k) {
        return (double) shared[k] / region;
    }

    /**
     * What there is to compare with another map of the same region.
     *
     * @param k threshold; null for none
     */
    Map<String, Double> measures(@Nullable Integer k) {
        Map<String, Double> measures = new LinkedHashMap<>();
        if (k != null) {
            measures.put("iou", iou(k));
            measures.put("dice", dice(k));
        }
        if (contrastToNoise != null) {
            measures.put("contrast-to-noise", contrastToNoise);
        }
        measures.put("pointing-game", pointed ? 1.0 : 0.0);
        return measures;
    }

    /** Share of the film that the region takes: how often pointing blindly hits. */
    double share() {
        return (double) region / pixels;
    }

    /** Dice of marking everything: what a map without any knowledge reaches. */
    double diceOfTheWholeFilm() {
        return 2 * share() / (1 + share());
    }
}
