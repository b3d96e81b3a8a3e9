package ai.medsyn.evaluation.metrics;

import java.util.stream.IntStream;

/** Ranks with ties sharing their mean. */
public final class Ranks {

    private Ranks() {}

    /** Rank of each value from 1 for the smallest; equal values share the mean of their ranks. */
    public static double[] ascending(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int begin = 0; begin < order.length; ) {
            int end = begin + 1;
            while (end < order.length && values[order[end]] == values[order[begin]]) {
                end++;
            }
            for (int i = begin; i < end; i++) {
                ranks[order[i]] = (begin + 1 + end) / 2.0;
            }
            begin = end;
        }
        return ranks;
    }
}
