package ai.medsyn.gateway.experiments.table;

import ai.medsyn.gateway.experiments.table.CellText.Marks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table and its plots as one HTML page that needs nothing else: no script, no style sheet, no picture from elsewhere. A section a kind of task,
 * published numbers below the measured ones in the same columns.
 */
public final class HtmlPage {

    private static final Marks MARKS = new Marks("*", "†", "°", "×");

    private static final String STYLE = """
            body{font-family:sans-serif;margin:2rem;color:#202020}h2{margin:2rem 0 0}table{border-collapse:collapse;margin:1rem 0}
            th,td{padding:.3rem .7rem;text-align:right;border-bottom:1px solid #ddd;white-space:nowrap}
            thead tr:first-child th{text-align:center;border-bottom:0}thead tr:last-child th{border-bottom:2px solid #404040}
            thead tr th.name,td.name,thead tr th.text,td.text{text-align:left}td.text{white-space:normal}tbody tr.method td{border-top:1px solid #404040}
            .best{font-weight:bold}.chance{color:#888}.failed{color:#b00020}small{color:#606060;display:block;font-weight:normal}
            tbody.published td,tbody.published th{color:#404070}tbody.published th{text-align:left;white-space:normal;padding-top:1rem;font-weight:normal}
            tbody.published th div{width:0;min-width:100%}
            figure{display:inline-block;margin:1rem 1rem 0 0}p.note{margin:.2rem 0;font-size:.85rem;color:#404040}
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
                .append("</p>\n");
        Notes.legend(table, MARKS).forEach(note -> element("p class=\"note\"", note));
        table.sections().forEach(this::section);
        tests();
        grouped("Not compared film by film", Notes.notComparedByFilm(table));
        grouped("Failed", Notes.failures(table));
        return page.append("</body></html>\n").toString();
    }

    private void section(Section section) {
        element("h2", section.title());
        page.append("<table><thead>");
        head(section);
        page.append("</thead><tbody>\n");
        for (int i = 0; i < table.rows().size(); i++) {
            Row row = table.rows().get(i);
            boolean repeated = i > 0 && table.rows().get(i - 1).method().equals(row.method());
            name(row, i > 0 && !repeated);
            for (int j = section.from(); j < section.to(); j++) {
                cell(i, j);
            }
            page.append("</tr>\n");
        }
        page.append("</tbody>");
        table.published(section).forEach(beside -> published(beside, section));
        page.append("</table>\n");
        plots(section);
    }

    private void head(Section section) {
        page.append("<tr><th class=\"name\" rowspan=\"2\">method</th><th class=\"name\" rowspan=\"2\">trained on</th>");
        for (Section.Span span : section.spans(table.columns())) {
            element("th colspan=\"" + span.columns() + "\"", span.title());
        }
        page.append("</tr><tr>");
        section.headings(table.columns()).forEach(heading -> element("th", heading));
        page.append("</tr>");
    }

    private void name(Row row, boolean ruled) {
        page.append(ruled ? "<tr class=\"method\">" : "<tr>");
        element("td class=\"name\"", row.method());
        element("td class=\"name\"", row.arm());
    }

    private void cell(int i, int j) {
        Cell cell = table.cell(i, j);
        Metric metric = table.columns().get(j).kind();
        page.append("<td class=\"")
                .append(table.best(i, j) ? "best " : "")
                .append(cell.chance() ? "chance" : "")
                .append("\">");
        if (cell.summary() != null) {
            page.append(escape(CellText.estimate(cell, metric, " ± "))).append(CellText.marks(table, cell, MARKS));
            element("small", CellText.interval(cell, metric, " to "));
        } else if (cell.failed() == 0) {
            page.append("…");
        }
        if (cell.failed() > 0) {
            page.append("<span class=\"failed\" title=\"")
                    .append(escape(String.join("; ", cell.errors())))
                    .append("\">")
                    .append(MARKS.failed())
                    .append(cell.failed())
                    .append("</span>");
        }
        page.append("</td>");
    }

    private void published(Published.Beside beside, Section section) {
        Published from = beside.from();
        page.append("<tbody class=\"published\"><tr><th colspan=\"")
                .append(section.to() - section.from() + 2)
                .append("\"><div>Published, not measured here: <a href=\"")
                .append(escape(from.url()))
                .append("\">")
                .append(escape(from.paper() + ", " + from.table()))
                .append("</a>");
        element("small", from.note());
        page.append("</div></th></tr>\n");
        for (Published.Beside.Printed row : beside.rows()) {
            name(row.row(), false);
            for (int j = section.from(); j < section.to(); j++) {
                Double value = row.values().get(j);
                element("td", value == null ? "" : table.columns().get(j).kind().print(value));
            }
            page.append("</tr>\n");
        }
        page.append("</tbody>");
    }

    private void plots(Section section) {
        Set<List<String>> drawn = new LinkedHashSet<>();
        for (Column column : table.columns().subList(section.from(), section.to())) {
            if (drawn.add(List.of(column.task(), column.metric()))) {
                page.append("<figure>")
                        .append(BarPlot.svg(table, column.task(), column.metric()))
                        .append("</figure>\n");
            }
        }
    }

    private void tests() {
        List<Notes.Tested> tests = Notes.tests(table);
        if (tests.isEmpty()) {
            return;
        }
        element("h2", "Tests");
        page.append("<table><thead><tr><th class=\"text\">of</th><th class=\"text\">in</th>");
        element("th", "difference from " + table.testing().baseline());
        page.append("<th>p</th><th>Holm</th><th class=\"text\">test</th></tr></thead><tbody>\n");
        for (Notes.Tested test : tests) {
            page.append("<tr>");
            element("td class=\"text\"", test.row());
            element("td class=\"text\"", test.column());
            element("td", test.difference());
            element("td", test.p());
            element("td", test.adjusted());
            element("td class=\"text\"", test.test());
            page.append("</tr>\n");
        }
        page.append("</tbody></table>\n");
    }

    private void grouped(String title, Map<String, String> reasons) {
        if (!reasons.isEmpty()) {
            element("h2", title);
        }
        reasons.forEach((reason, places) -> element("p", places + ": " + reason));
    }

    /** @param tag with its attributes, which are our own words */
    private void element(String tag, String content) {
        page.append('<')
                .append(tag)
                .append('>')
                .append(escape(content))
                .append("</")
                .append(tag.split(" ", 2)[0])
                .append('>');
    }

    private static String escape(String text) {
        return BarPlot.escape(text);
    }
}
