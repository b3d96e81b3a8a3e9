package ai.medsyn.gateway.experiments.table;

import ai.medsyn.gateway.experiments.table.CellText.Marks;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table in Markdown: for each kind of task the measured numbers and below them published ones; then notes and tests. */
public final class MarkdownTable {

    private static final Marks MARKS = new Marks("\\*", "†", "°", "×");

    private final ResultTable table;
    private final StringBuilder text = new StringBuilder();

    private MarkdownTable(ResultTable table) {
        this.table = table;
    }

    public static String render(ResultTable table) {
        return new MarkdownTable(table).document();
    }

    private String document() {
        text.append("# ").append(escape(table.name())).append('\n');
        for (Section section : table.sections()) {
            text.append("\n## ").append(escape(section.title())).append("\n\n");
            measured(IntStream.range(section.from(), section.to()).toArray());
            table.published(section).forEach(beside -> published(beside, section));
        }
        text.append('\n');
        Notes.legend(table, MARKS).forEach(note -> text.append(note).append("  \n"));
        tests();
        grouped("Not compared film by film", Notes.notComparedByFilm(table));
        grouped("Failed", Notes.failures(table));
        return text.toString();
    }

    private void head(int[] columns) {
        text.append("| method | trained on | ")
                .append(IntStream.of(columns)
                        .mapToObj(j -> heading(table.columns().get(j)))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n|---|---|")
                .append("---:|".repeat(columns.length))
                .append('\n');
    }

    private static String heading(Column column) {
        String share = column.percent().isEmpty() ? "" : " " + column.percent();
        return escape(column.task()) + " " + column.kind().title() + share;
    }

    private void measured(int[] columns) {
        head(columns);
        for (int i = 0; i < table.rows().size(); i++) {
            int row = i;
            line(
                    table.rows().get(i),
                    IntStream.of(columns).mapToObj(j -> cell(row, j)).toList());
        }
    }

    private void line(Row row, List<String> cells) {
        text.append("| ")
                .append(escape(row.method()))
                .append(" | ")
                .append(escape(row.arm()))
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    private String cell(int row, int column) {
        Cell cell = table.cell(row, column);
        Metric metric = table.columns().get(column).kind();
        String failed = cell.failed() == 0 ? "" : MARKS.failed() + cell.failed();
        if (cell.summary() == null) {
            return failed.isEmpty() ? "…" : failed;
        }
        String estimate = CellText.estimate(cell, metric, " ± ");
        String interval = CellText.interval(cell, metric, " to ");
        return (table.best(row, column) ? "**" + estimate + "**" : estimate)
                + (interval.isEmpty() ? "" : " (" + interval + ")")
                + CellText.marks(table, cell, MARKS)
                + (failed.isEmpty() ? "" : " " + failed);
    }

    private void published(Published.Beside beside, Section section) {
        int[] columns = IntStream.range(section.from(), section.to())
                .filter(j -> beside.rows().stream().anyMatch(row -> row.values().get(j) != null))
                .toArray();
        Published from = beside.from();
        text.append("\nPublished, not measured here: ")
                .append(escape(from.paper()))
                .append(", ")
                .append(escape(from.table()))
                .append(" (<")
                .append(from.url())
                .append(">). ")
                .append(escape(from.note()))
                .append("\n\n");
        head(columns);
        for (Published.Beside.Printed row : beside.rows()) {
            line(row.row(), IntStream.of(columns).mapToObj(j -> printed(row, j)).toList());
        }
    }

    private String printed(Published.Beside.Printed row, int column) {
        Double value = row.values().get(column);
        return value == null ? "–" : table.columns().get(column).kind().print(value);
    }

    private void tests() {
        List<Notes.Tested> tests = Notes.tests(table);
        if (!tests.isEmpty()) {
            text.append("\n## Tests\n\n| of | in | difference from ")
                    .append(escape(table.testing().baseline()))
                    .append(" | p | Holm | test |\n|---|---|---:|---:|---:|---|\n");
        }
        tests.forEach(each -> text.append("| ")
                .append(escape(each.row()))
                .append(" | ")
                .append(escape(each.column()))
                .append(" | ")
                .append(each.difference())
                .append(" | ")
                .append(escape(each.p()))
                .append(" | ")
                .append(escape(each.adjusted()))
                .append(" | ")
                .append(each.test())
                .append(" |\n"));
    }

    private void grouped(String title, Map<String, String> reasons) {
        if (!reasons.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
        }
        reasons.forEach((reason, places) -> text.append("- ")
                .append(escape(places))
                .append(": ")
                .append(escape(reason))
                .append('\n'));
    }

    private static String escape(String text) {
        return text.replaceAll("([|*_<>`\\[\\]\\\\])", "\\\\$1").replaceAll("\\R", " ");
    }
}
