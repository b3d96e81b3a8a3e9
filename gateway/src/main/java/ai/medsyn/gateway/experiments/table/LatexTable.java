package ai.medsyn.gateway.experiments.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The table as papers print it, for LaTeX with booktabs: tasks over their fractions, a block of rows per method, the best number of a column in
 * bold. Published numbers stand below a rule of their own under their citation.
 */
public final class LatexTable {

    private static final String SIGNIFICANT = "$^{\\ast}$";
    private static final String CHANCE = "$^{\\circ}$";
    private static final String FAILED = "$\\times$";

    private final ResultTable table;
    private final StringBuilder text = new StringBuilder();

    private LatexTable(ResultTable table) {
        this.table = table;
    }

    /** A {@code table} environment; needs {@code \\usepackage{booktabs}}. */
    public static String render(ResultTable table) {
        return new LatexTable(table).document();
    }

    /** Neighbouring columns of one task and metric. */
    private record Group(Column first, int from, int to) {}

    private String document() {
        int width = table.columns().size();
        text.append("\\begin{table}[t]\n\\centering\n\\caption{")
                .append(escape(table.name()))
                .append("}\n\\begin{tabular}{ll")
                .append("c".repeat(width))
                .append("}\n\\toprule\n");
        head();
        String method = null;
        for (int i = 0; i < table.rows().size(); i++) {
            Row row = table.rows().get(i);
            text.append(row.method().equals(method) ? "" : "\\midrule\n");
            line(row, row.method().equals(method), cells(i));
            method = row.method();
        }
        table.published().forEach(this::published);
        text.append("\\bottomrule\n\\end{tabular}\n");
        CellText.legend(table, SIGNIFICANT, CHANCE, FAILED)
                .forEach(note ->
                        text.append("\\par\\footnotesize ").append(note(note)).append('\n'));
        return text.append("\\end{table}\n").toString();
    }

    private void head() {
        List<Group> groups = groups();
        text.append(" & ");
        for (Group group : groups) {
            int span = group.to() - group.from();
            text.append(" & \\multicolumn{")
                    .append(span)
                    .append("}{c}{")
                    .append(escape(
                            group.first().task() + " (" + group.first().kind().title() + ")"))
                    .append('}');
        }
        text.append(" \\\\\n");
        for (Group group : groups) {
            text.append(String.format(Locale.ROOT, "\\cmidrule(lr){%d-%d}", group.from() + 3, group.to() + 2));
        }
        text.append("\nMethod & Trained on & ")
                .append(table.columns().stream()
                        .map(column -> escape(column.percent()))
                        .collect(Collectors.joining(" & ")))
                .append(" \\\\\n");
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (int j = 0; j < table.columns().size(); j++) {
            Column column = table.columns().get(j);
            Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null
                    && last.first().task().equals(column.task())
                    && last.first().metric().equals(column.metric())) {
                groups.set(groups.size() - 1, new Group(last.first(), last.from(), j + 1));
            } else {
                groups.add(new Group(column, j, j + 1));
            }
        }
        return groups;
    }

    private List<String> cells(int row) {
        List<String> cells = new ArrayList<>();
        for (int j = 0; j < table.columns().size(); j++) {
            cells.add(cell(row, j));
        }
        return cells;
    }

    private String cell(int row, int column) {
        Cell cell = table.cell(row, column);
        Metric metric = table.columns().get(column).kind();
        String failed = cell.failed() == 0 ? "" : FAILED + cell.failed();
        if (cell.summary() == null) {
            return failed.isEmpty() ? "--" : failed;
        }
        String mean = metric.print(cell.summary().mean());
        String estimate = table.best(row, column) ? "\\textbf{" + mean + "}" : mean;
        String deviation = cell.summary().deviation() == null
                ? ""
                : "{\\scriptsize $\\pm$" + metric.print(cell.summary().deviation()) + "}";
        String interval = CellText.interval(cell, metric, ", ");
        return estimate
                + deviation
                + (CellText.significant(table, cell) ? SIGNIFICANT : "")
                + (cell.chance() ? CHANCE : "")
                + (interval.isEmpty() ? "" : " {\\scriptsize [" + interval + "]}")
                + failed;
    }

    private void line(Row row, boolean repeated, List<String> cells) {
        text.append(repeated ? "" : escape(row.method()))
                .append(" & ")
                .append(escape(row.arm()))
                .append(" & ")
                .append(String.join(" & ", cells))
                .append(" \\\\\n");
    }

    private void published(Published.Beside beside) {
        text.append("\\midrule\n\\multicolumn{")
                .append(table.columns().size() + 2)
                .append("}{l}{\\textit{Published, not measured here: ")
                .append(escape(beside.from().paper() + ", " + beside.from().table()))
                .append("}} \\\\\n");
        String method = null;
        for (Published.Beside.Printed row : beside.rows()) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < table.columns().size(); j++) {
                Double value = row.values().get(j);
                cells.add(value == null ? "" : table.columns().get(j).kind().print(value));
            }
            line(row.row(), row.row().method().equals(method), cells);
            method = row.row().method();
        }
    }

    /** Notes are our own words around names: the marks are LaTeX already. */
    private static String note(String note) {
        return note.replace("%", "\\%")
                .replace("_", "\\_")
                .replace("±", "$\\pm$")
                .replace("&", "\\&")
                .replace("#", "\\#");
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').append(c);
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '\\' -> escaped.append("\\textbackslash{}");
                case '\n', '\r' -> escaped.append(' ');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
