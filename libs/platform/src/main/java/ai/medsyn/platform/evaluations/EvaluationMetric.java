package ai.medsyn.platform.evaluations;

import org.jspecify.annotations.Nullable;

/**
 * One number of an evaluation.
 *
 * @param subset which films, for example {@code all} or {@code view PA}
 * @param label the finding, {@code macro} for the mean over findings, or {@code all} where it is about whole films
 * @param name of the metric, for example {@code auc}
 * @param low lower bound of its interval; null where none was given
 * @param high upper bound of its interval; null where none was given
 * @param level of the interval, for example 0.95
 * @param cases films behind it
 * @param positives of them with the finding
 */
public record EvaluationMetric(
        String subset,
        String label,
        String name,
        double value,
        @Nullable Double low,
        @Nullable Double high,
        double level,
        int cases,
        int positives) {}
