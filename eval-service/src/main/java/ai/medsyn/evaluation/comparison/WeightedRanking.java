package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.metrics.ScoredLabels;
import java.util.stream.IntStream;

/**
 * Scores that are sorted once and measured for many draws: a film that a draw has k times weighs k. The values are those of
 * {@link ai.medsyn.evaluation.metrics.Classification} on the repeated films.
 */
final class WeightedRanking {

    private final int[] order;
    private final boolean[] positive;
    private final double[] scores;

    WeightedRanking(ScoredLabels cases) {
        this.positive = cases.positive();
        this.scores = cases.scores();
        this.order = IntStream.range(0, cases.count())
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Share of (positive, negative) pairs that the scores order rightly, ties counting half.
     *
     * @param weights one a case
     */
    double auc(int[] weights) {
        double hits = 0;
        double alarms = 0;
        double pairs = 0;
        for (int from = 0; from < order.length; ) {
            double tiedHits = 0;
            double tiedAlarms = 0;
            int to = from;
            for (; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
                int each = order[to];
                tiedHits += positive[each] ? weights[each] : 0;
                tiedAlarms += positive[each] ? 0 : weights[each];
            }
            pairs += tiedAlarms * (hits + tiedHits / 2);
            hits += tiedHits;
            alarms += tiedAlarms;
            from = to;
        }
        if (hits == 0 || alarms == 0) {
            throw new MetricUndefined("ROC AUC needs positive and negative cases");
        }
        return pairs / (hits * alarms);
    }

    /** Sum over distinct scores of (R_n - R_{n-1}) P_n. */
    double averagePrecision(int[] weights) {
        double positives = 0;
        for (int i = 0; i < weights.length; i++) {
            positives += positive[i] ? weights[i] : 0;
        }
        if (positives == 0) {
            throw new MetricUndefined("average precision needs positive cases");
        }
        double hits = 0;
        double called = 0;
        double sum = 0;
        for (int from = 0; from < order.length; ) {
            double before = hits;
            int to = from;
            for (; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
                int each = order[to];
                hits += positive[each] ? weights[each] : 0;
                called += weights[each];
            }
            sum += called == 0 ? 0 : (hits - before) / positives * hits / called;
            from = to;
        }
        return sum;
    }
}
