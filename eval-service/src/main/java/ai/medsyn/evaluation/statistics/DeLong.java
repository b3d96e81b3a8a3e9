package ai.medsyn.evaluation.statistics;

import ai.medsyn.evaluation.metrics.Classification;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.metrics.Ranks;
import ai.medsyn.evaluation.metrics.ScoredLabels;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;

/**
 * Normal intervals and paired tests of ROC AUC without resampling (DeLong et al. 1988, by the ranks of Sun and Xu 2014). Cases count as
 * independent: with several films of a patient use the clustered {@link Bootstrap}.
 */
public final class DeLong {

    /**
     * Two scores of the same cases.
     *
     * @param difference AUC of the first minus AUC of the second, with its normal interval
     * @param pValue two-sided, of the hypothesis that both are equal
     */
    public record Comparison(Interval difference, double pValue) {}

    /**
     * What each case adds: its mean win against the other class.
     *
     * @param positive one a positive case @param negative one a negative case
     */
    private record Placements(double[] positive, double[] negative) {}

    private DeLong() {}

    /** AUC with its interval, clipped to 0..1. @throws MetricUndefined below two cases of a class */
    public static Interval interval(ScoredLabels cases, double level) {
        Placements placements = placements(cases);
        double auc = Classification.rocAuc(cases);
        double half = quantile(level) * Math.sqrt(variance(placements, placements));
        return new Interval(auc, Math.max(0, auc - half), Math.min(1, auc + half), level);
    }

    /** @throws MetricUndefined if the true answers differ, or below two cases of a class */
    public static Comparison compare(ScoredLabels first, ScoredLabels second, double level) {
        if (!Arrays.equals(first.positive(), second.positive())) {
            throw new MetricUndefined(
                    "a paired comparison needs the same cases in the same order, found other true answers");
        }
        Placements a = placements(first);
        Placements b = placements(second);
        double difference = Classification.rocAuc(first) - Classification.rocAuc(second);
        double deviation = Math.sqrt(Math.max(0, variance(a, a) + variance(b, b) - 2 * variance(a, b)));
        double half = quantile(level) * deviation;
        Interval interval = new Interval(difference, difference - half, difference + half, level);
        double pValue = difference == 0 ? 1 : Erf.erfc(Math.abs(difference) / deviation / Math.sqrt(2));
        return new Comparison(interval, pValue);
    }

    /** S10 / m + S01 / n: the covariance of two AUCs on the same cases. */
    private static double variance(Placements a, Placements b) {
        return covariance(a.positive(), b.positive()) / a.positive().length
                + covariance(a.negative(), b.negative()) / a.negative().length;
    }

    private static Placements placements(ScoredLabels cases) {
        int m = cases.positives();
        int n = cases.negatives();
        if (m < 2 || n < 2) {
            throw new MetricUndefined("an interval of the AUC needs two cases of each class, found " + m
                    + " positive and " + n + " negative");
        }
        double[] all = Ranks.ascending(cases.scores());
        int[] positives = IntStream.range(0, cases.count())
                .filter(i -> cases.positive()[i])
                .toArray();
        int[] negatives = IntStream.range(0, cases.count())
                .filter(i -> !cases.positive()[i])
                .toArray();
        double[] amongPositives = Ranks.ascending(at(positives, cases.scores()));
        double[] amongNegatives = Ranks.ascending(at(negatives, cases.scores()));
        double[] wins = new double[m];
        Arrays.setAll(wins, i -> (all[positives[i]] - amongPositives[i]) / n);
        double[] losses = new double[n];
        Arrays.setAll(losses, j -> 1 - (all[negatives[j]] - amongNegatives[j]) / m);
        return new Placements(wins, losses);
    }

    private static double[] at(int[] indices, double[] values) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / (a.length - 1);
    }

    /** Two-sided quantile of the normal distribution: 1.96 at 0.95. */
    private static double quantile(double level) {
        return Math.sqrt(2) * Erf.erfInv(level);
    }
}
