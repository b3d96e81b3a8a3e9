package ai.medsyn.gateway.experiments.table;

import ai.medsyn.gateway.experiments.table.CellText.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table as papers print it, for LaTeX with booktabs: one a kind of task, tasks over their fractions, a block of rows per method, the best number
 * of a column in bold. Published numbers stand below a rule of their own under their citation.
 */
public final class LatexTable {

    private static final Marks MARKS = new Marks("$^{\\ast}$", "$^{\\dagger}$", "$^{\\circ}$", "$\\times$");

    private final ResultTable table;
    private final StringBuilder text = new StringBuilder();

    private LatexTable(ResultTable table) {
        this.table = table;
    }

    /** A {@code table} environment a section; needs {@code \\usepackage{booktabs}}. */
    public static String render(ResultTable table) {
        LatexTable latex = new LatexTable(table);
        table.sections().forEach(latex::section);
        return latex.text.toString();
    }

    private void section(Section section) {
        int width = section.to() - section.from();
        text.append("\\begin{table}[t]\n\\centering\n\\caption{")
                .append(escape(table.name() + ": " + section.title()))
                .append("}\n\\begin{tabular}{ll")
                .append("c".repeat(width))
                .append("}\n\\toprule\n");
        head(section);
        String method = null;
        for (int i = 0; i < table.rows().size(); i++) {
            Row row = table.rows().get(i);
            text.append(row.method().equals(method) ? "" : "\\midrule\n");
            line(row, row.method().equals(method), cells(i, section));
            method = row.method();
        }
        table.published(section).forEach(beside -> published(beside, section));
        text.append("\\bottomrule\n\\end{tabular}\n");
        Notes.legend(table, MARKS).forEach(note -> footnote(note(note)));
        table.published(section).forEach(beside -> footnote(source(beside.from())));
        text.append("\\end{table}\n");
    }

    private void footnote(String latex) {
        text.append("\\par\\footnotesize ").append(latex).append('\n');
    }

    /** Below the table, for a line of it as long as this would make it wider than the page. */
    private static String source(Published from) {
        return escape(from.id() + ": " + from.paper() + ", " + from.table() + ", " + from.url() + ". " + from.note());
    }

    private void head(Section section) {
        List<Section.Span> spans = section.spans(table.columns());
        text.append(" & ");
        for (Section.Span span : spans) {
            text.append(" & \\multicolumn{")
                    .append(span.columns())
                    .append("}{c}{")
                    .append(escape(span.title()))
                    .append('}');
        }
        text.append(" \\\\\n");
        for (Section.Span span : spans) {
            int first = span.from() - section.from() + 3; // behind method and data, counted from 1
            text.append(String.format(Locale.ROOT, "\\cmidrule(lr){%d-%d}", first, first + span.columns() - 1));
        }
        text.append("\nMethod & Trained on & ")
                .append(String.join(
                        " & ",
                        section.headings(table.columns()).stream()
                                .map(LatexTable::escape)
                                .toList()))
                .append(" \\\\\n");
    }

    private List<String> cells(int row, Section section) {
        List<String> cells = new ArrayList<>();
        for (int j = section.from(); j < section.to(); j++) {
            cells.add(cell(row, j));
        }
        return cells;
    }

    private String cell(int row, int column) {
        Cell cell = table.cell(row, column);
        Metric metric = table.columns().get(column).kind();
        String failed = cell.failed() == 0 ? "" : MARKS.failed() + cell.failed();
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
                + CellText.marks(table, cell, MARKS)
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

    private void published(Published.Beside beside, Section section) {
        text.append("\\midrule\n\\multicolumn{")
                .append(section.to() - section.from() + 2)
                .append("}{l}{\\textit{Published, not measured here: ")
                .append(escape(beside.from().id()))
                .append("}} \\\\\n");
        String method = null;
        for (Published.Beside.Printed row : beside.rows()) {
            List<String> cells = new ArrayList<>();
            for (int j = section.from(); j < section.to(); j++) {
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
