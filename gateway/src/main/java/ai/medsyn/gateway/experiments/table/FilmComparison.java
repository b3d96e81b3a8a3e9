package ai.medsyn.gateway.experiments.table;

/**
 * A test over the same films, made where the scores are kept.
 *
 * @param difference of the row minus the baseline
 */
public record FilmComparison(
        Row row, Column column, Comparison.Test test, double difference, double low, double high, double pValue) {}
