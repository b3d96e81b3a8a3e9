package ai.medsyn.evaluation.classification;

import ai.medsyn.evaluation.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * One number of a report.
 *
 * @param subset which films: {@code all}, or {@code view PA}
 * @param label the finding, or {@code macro} for the mean over findings
 * @param metric for example {@code auc}
 * @param value the estimate
 * @param low lower bound of its interval; null where none can be given
 * @param high upper bound of its interval; null where none can be given
 * @param cases films behind it
 * @param positives of them with the finding
 */
public record Measured(
        String subset,
        String label,
        String metric,
        double value,
        @Nullable Double low,
        @Nullable Double high,
        int cases,
        int positives) {

    public static Measured of(Where where, String metric, Interval interval) {
        return new Measured(
                where.subset(),
                where.label(),
                metric,
                interval.value(),
                interval.low(),
                interval.high(),
                where.cases(),
                where.positives());
    }

    public static Measured of(Where where, String metric, double value) {
        return new Measured(where.subset(), where.label(), metric, value, null, null, where.cases(), where.positives());
    }

    /** The same number under another subset. */
    public Measured in(String otherSubset) {
        return new Measured(otherSubset, label, metric, value, low, high, cases, positives);
    }

    /** Which films a number is about. */
    public record Where(String subset, String label, int cases, int positives) {}
}
