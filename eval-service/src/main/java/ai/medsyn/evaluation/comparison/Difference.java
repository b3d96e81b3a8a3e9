package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.statistics.Bootstrap;
import ai.medsyn.evaluation.statistics.DeLong;
import ai.medsyn.evaluation.statistics.Interval;

/**
 * Two models by one metric.
 *
 * @param label the finding, or {@code macro} for the mean over findings
 * @param first value of the first model
 * @param second value of the second
 * @param difference first minus second
 * @param low lower bound of the difference
 * @param high upper bound of the difference
 * @param pValue two-sided, of the hypothesis that both are equal; not corrected for the number of findings
 * @param method {@code delong}, or {@code bootstrap} over patients
 * @param cases films behind it
 * @param undefinedDraws draws of the bootstrap without a value, for example without a positive film
 */
public record Difference(
        String label,
        String metric,
        double first,
        double second,
        double difference,
        double low,
        double high,
        double pValue,
        String method,
        int cases,
        int undefinedDraws) {

    /**
     * What is compared.
     *
     * @param first value on all films @param second likewise
     */
    record Subject(String label, String metric, double first, double second, int cases) {}

    /** The same under another name. */
    Difference as(String other) {
        return new Difference(
                other, metric, first, second, difference, low, high, pValue, method, cases, undefinedDraws);
    }

    static Difference of(Subject subject, Bootstrap.Comparison comparison) {
        return of(subject, comparison.difference(), comparison.pValue(), "bootstrap", comparison.undefined());
    }

    static Difference of(Subject subject, DeLong.Comparison comparison) {
        return of(subject, comparison.difference(), comparison.pValue(), "delong", 0);
    }

    private static Difference of(
            Subject subject, Interval difference, double pValue, String method, int undefinedDraws) {
        return new Difference(
                subject.label(),
                subject.metric(),
                subject.first(),
                subject.second(),
                difference.value(),
                difference.low(),
                difference.high(),
                pValue,
                method,
                subject.cases(),
                undefinedDraws);
    }
}
