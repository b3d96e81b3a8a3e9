package ai.medsyn.gateway.experiments.table;

import java.util.LinkedHashSet;
import java.util.Set;

/** The table and its plots as one HTML page that needs nothing else: no script, no style sheet, no picture from elsewhere. */
public final class HtmlPage {

    private static final String STYLE = """
            body{font-family:sans-serif;margin:2rem;color:#202020}table{border-collapse:collapse;margin:1rem 0}
            th,td{padding:.35rem .7rem;text-align:right;border-bottom:1px solid #ddd;white-space:nowrap}
            th:nth-child(-n+2),td:nth-child(-n+2){text-align:left}thead th{border-bottom:2px solid #404040}
            .best{font-weight:bold}.chance{color:#888}.failed{color:#b00020}small{color:#606060;display:block}
            .published td,.published th{color:#404070}figure{display:inline-block;margin:1rem 1rem 0 0}
            """;

    private final ResultTable table;
    private final StringBuilder page = new StringBuilder(16_384);

    private HtmlPage(ResultTable table) {
        this.table = table;
    }

    /** @param status a line about how far the experiment is, for example {@code SUCCEEDED, 12 of 12 runs} */
    public static String render(ResultTable table, String status) {
        return new HtmlPage(table).page(status);
    }

    private String page(String status) {
        String name = escape(table.name());
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(name)
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(name)
                .append("</h1>\n<p>")
                .append(escape(status))
                .append("</p>\n<table><thead><tr><th>method</th><th>trained on</th>");
        table.columns().forEach(this::heading);
        page.append("</tr></thead><tbody>\n");
        for (int i = 0; i < table.rows().size(); i++) {
            row(i);
        }
        page.append("</tbody></table>\n");
        CellText.legend(table, "*", "°", "×")
                .forEach(note -> page.append("<p><small>").append(escape(note)).append("</small></p>\n"));
        table.published().forEach(this::published);
        plots();
        return page.append("</body></html>\n").toString();
    }

    private void heading(Column column) {
        page.append("<th>")
                .append(escape(column.task()))
                .append("<small>")
                .append(escape((column.kind().title() + " " + column.percent()).strip()))
                .append("</small></th>");
    }

    private void row(int i) {
        name(table.rows().get(i));
        for (int j = 0; j < table.columns().size(); j++) {
            cell(i, j);
        }
        page.append("</tr>\n");
    }

    private void name(Row row) {
        page.append("<tr><td>")
                .append(escape(row.method()))
                .append("</td><td>")
                .append(escape(row.arm()))
                .append("</td>");
    }

    private void cell(int i, int j) {
        Cell cell = table.cell(i, j);
        Metric metric = table.columns().get(j).kind();
        page.append("<td class=\"")
                .append(table.best(i, j) ? "best " : "")
                .append(cell.chance() ? "chance" : "")
                .append("\">");
        if (cell.summary() == null) {
            page.append(cell.failed() > 0 ? "" : "…");
        } else {
            page.append(escape(CellText.estimate(cell, metric, " ± ")))
                    .append(CellText.significant(table, cell) ? "*" : "")
                    .append(cell.chance() ? "°" : "")
                    .append("<small>")
                    .append(escape(CellText.interval(cell, metric, " to ")))
                    .append("</small>");
        }
        cell.errors()
                .forEach(error -> page.append("<small class=\"failed\">× ")
                        .append(escape(error))
                        .append("</small>"));
        page.append("</td>");
    }

    private void published(Published.Beside beside) {
        page.append("<h2>Published, not measured here</h2>\n<p>")
                .append(escape(beside.from().paper() + ", " + beside.from().table() + ". "))
                .append(escape(beside.from().note()))
                .append(" <a href=\"")
                .append(escape(beside.from().url()))
                .append("\">")
                .append(escape(beside.from().url()))
                .append("</a></p>\n<table class=\"published\"><thead><tr><th>method</th><th>trained on</th>");
        table.columns().forEach(this::heading);
        page.append("</tr></thead><tbody>\n");
        for (Published.Beside.Printed row : beside.rows()) {
            name(row.row());
            for (int j = 0; j < table.columns().size(); j++) {
                Double value = row.values().get(j);
                page.append("<td>")
                        .append(
                                value == null
                                        ? ""
                                        : table.columns().get(j).kind().print(value))
                        .append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</tbody></table>\n");
    }

    private void plots() {
        Set<String> drawn = new LinkedHashSet<>();
        for (Column column : table.columns()) {
            if (drawn.add(column.task() + "\n" + column.metric())) {
                page.append("<figure>")
                        .append(BarPlot.svg(table, column.task(), column.metric()))
                        .append("</figure>\n");
            }
        }
    }

    private static String escape(String text) {
        return BarPlot.escape(text);
    }
}
