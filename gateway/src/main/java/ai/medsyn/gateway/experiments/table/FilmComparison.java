package ai.medsyn.gateway.experiments.table;

/** Whether a cell was compared with the baseline's over the same films, made where the scores are kept. */
public sealed interface FilmComparison {

    Row row();

    Column column();

    /**
     * It was.
     *
     * @param difference of the row minus the baseline
     */
    record Made(Row row, Column column, Comparison.Test test, double difference, double low, double high, double pValue)
            implements FilmComparison {}

    /** It was not, and why. */
    record Refused(Row row, Column column, String reason) implements FilmComparison {}
}
