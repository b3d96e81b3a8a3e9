package ai.medsyn.gateway.experiments.table;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table of a paper, as it was printed there. Nothing of it was measured here.
 *
 * @param id for example {@code 2310.07027-classification}
 * @param paper authors, title, where
 * @param url of the paper
 * @param table which table, in words
 * @param note what a reader must know to compare
 */
public record Published(
        String id, String paper, String url, String table, String note, List<Heading> columns, List<Line> rows) {

    public Published {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column of the paper.
     *
     * @param name for example {@code RSNA}
     * @param fraction of the training data, above 0 to 1; null where the paper trains nothing
     */
    public record Heading(
            String name, String metric, @Nullable Double fraction) {}

    /**
     * A row of the paper.
     *
     * @param values one a column, in the metric's own unit (0 to 1 for shares); null where the paper prints none
     */
    public record Line(String method, String arm, List<@Nullable Double> values) {}

    /** The rows that have a number in one of the columns, and that number. */
    public record Beside(Published from, List<Printed> rows) {

        /** @param values one a column of our table; null where the paper has none */
        public record Printed(Row row, List<@Nullable Double> values) {}

        /** Only rows that have a number in the columns {@code from <= j < to}; their values are still one a column of the whole table. */
        Beside within(int begin, int end) {
            return new Beside(
                    from,
                    rows.stream()
                            .filter(row ->
                                    row.values().subList(begin, end).stream().anyMatch(Objects::nonNull))
                            .toList());
        }
    }
}
