package ai.medsyn.gateway.experiments.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table as CSV (RFC 4180), one line a cell: measured ones first, then what papers printed, told apart by {@code source}. Values are in the
 * metric's own unit, with all their digits.
 */
public final class CsvTable {

    private static final List<String> HEAD = List.of(
            "source",
            "method",
            "arm",
            "task",
            "metric",
            "fraction",
            "seeds",
            "mean",
            "deviation",
            "low",
            "high",
            "interval_over",
            "chance",
            "difference",
            "p",
            "p_holm",
            "test",
            "not_compared",
            "errors");

    private final StringBuilder text = new StringBuilder();

    private CsvTable() {}

    public static String render(ResultTable table) {
        CsvTable csv = new CsvTable();
        csv.line(new ArrayList<>(HEAD));
        for (int i = 0; i < table.rows().size(); i++) {
            for (int j = 0; j < table.columns().size(); j++) {
                csv.measured(table.rows().get(i), table.columns().get(j), table.cell(i, j));
            }
        }
        table.published()
                .forEach(beside -> beside.rows().forEach(row -> {
                    for (int j = 0; j < table.columns().size(); j++) {
                        Double value = row.values().get(j);
                        if (value != null) {
                            csv.published(
                                    beside.from().id(),
                                    row.row(),
                                    table.columns().get(j),
                                    value);
                        }
                    }
                }));
        return csv.text.toString();
    }

    private void measured(Row row, Column column, Cell cell) {
        List<@Nullable Object> values = place("measured", row, column);
        Summary summary = cell.summary();
        values.add(summary == null ? 0 : summary.seeds());
        values.add(summary == null ? null : summary.mean());
        values.add(summary == null ? null : summary.deviation());
        values.add(summary == null ? null : summary.low());
        values.add(summary == null ? null : summary.high());
        values.add(summary == null || summary.over() == null ? null : lower(summary.over()));
        values.add(summary == null ? null : cell.chance());
        Comparison comparison = cell.comparison();
        values.add(comparison == null ? null : comparison.difference());
        values.add(comparison == null ? null : comparison.pValue());
        values.add(comparison == null ? null : comparison.adjusted());
        values.add(comparison == null ? null : lower(comparison.test()));
        values.add(cell.notCompared());
        values.add(String.join("; ", cell.errors()));
        line(values);
    }

    private void published(String source, Row row, Column column, double value) {
        List<@Nullable Object> values = place("published:" + source, row, column);
        values.add(null);
        values.add(value);
        while (values.size() < HEAD.size()) {
            values.add(null);
        }
        line(values);
    }

    private static List<@Nullable Object> place(String source, Row row, Column column) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(source);
        values.add(row.method());
        values.add(row.arm());
        values.add(column.task());
        values.add(column.metric());
        values.add(column.fraction());
        return values;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private void line(List<? extends @Nullable Object> values) {
        text.append(values.stream()
                        .map(value -> quoted(Objects.toString(value, "")))
                        .collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String quoted(String value) {
        return value.matches("[^\",\\r\\n]*") ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
