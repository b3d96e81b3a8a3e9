package ai.medsyn.gateway.experiments.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table in Markdown: measured numbers in one table, published ones in another, notes below. */
public final class MarkdownTable {

    private static final String SIGNIFICANT = "\\*";
    private static final String CHANCE = "°";
    private static final String FAILED = "×";

    private MarkdownTable() {}

    public static String render(ResultTable table) {
        StringBuilder text =
                new StringBuilder("# ").append(escape(table.name())).append("\n\n");
        head(text, table.columns());
        for (int i = 0; i < table.rows().size(); i++) {
            Row row = table.rows().get(i);
            text.append("| ").append(escape(row.method())).append(" | ").append(escape(row.arm()));
            for (int j = 0; j < table.columns().size(); j++) {
                text.append(" | ").append(cell(table, i, j));
            }
            text.append(" |\n");
        }
        text.append('\n');
        CellText.legend(table, SIGNIFICANT, CHANCE, FAILED)
                .forEach(note -> text.append(note).append("  \n"));
        table.published().forEach(beside -> published(text, table, beside));
        return text.toString();
    }

    private static void head(StringBuilder text, List<Column> columns) {
        text.append("| method | trained on | ")
                .append(columns.stream().map(MarkdownTable::heading).collect(Collectors.joining(" | ")))
                .append(" |\n|---|---|")
                .append("---:|".repeat(columns.size()))
                .append('\n');
    }

    private static String heading(Column column) {
        String share = column.percent().isEmpty() ? "" : " " + column.percent();
        return escape(column.task()) + " " + column.kind().title() + share;
    }

    private static String cell(ResultTable table, int row, int column) {
        Cell cell = table.cell(row, column);
        Metric metric = table.columns().get(column).kind();
        String failed = cell.failed() == 0 ? "" : FAILED + cell.failed();
        if (cell.summary() == null) {
            return failed.isEmpty() ? "…" : failed;
        }
        String estimate = CellText.estimate(cell, metric, " ± ");
        String interval = CellText.interval(cell, metric, " to ");
        return (table.best(row, column) ? "**" + estimate + "**" : estimate)
                + (interval.isEmpty() ? "" : " (" + interval + ")")
                + (CellText.significant(table, cell) ? SIGNIFICANT : "")
                + (cell.chance() ? CHANCE : "")
                + (failed.isEmpty() ? "" : " " + failed);
    }

    private static void published(StringBuilder text, ResultTable table, Published.Beside beside) {
        int[] columns = IntStream.range(0, table.columns().size())
                .filter(j -> beside.rows().stream().anyMatch(row -> row.values().get(j) != null))
                .toArray();
        Published from = beside.from();
        text.append("\n## Published, not measured here\n\n")
                .append(escape(from.paper()))
                .append(", ")
                .append(escape(from.table()))
                .append(" (<")
                .append(from.url())
                .append(">). ")
                .append(escape(from.note()))
                .append("\n\n");
        head(text, IntStream.of(columns).mapToObj(table.columns()::get).toList());
        for (Published.Beside.Printed row : beside.rows()) {
            text.append("| ")
                    .append(escape(row.row().method()))
                    .append(" | ")
                    .append(escape(row.row().arm()));
            for (int j : columns) {
                Double value = row.values().get(j);
                text.append(" | ")
                        .append(
                                value == null
                                        ? "–"
                                        : table.columns().get(j).kind().print(value));
            }
            text.append(" |\n");
        }
    }

    private static String escape(String text) {
        return text.replaceAll("([|*_<>`\\[\\]\\\\])", "\\\\$1").replaceAll("\\R", " ");
    }
}
