package ai.medsyn.evaluation.pages;

import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** A page that is written from top to bottom. All text is escaped. */
public final class HtmlPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --surface: #fcfcfb; --card: #ffffff; --ink: #0b0b0b; --soft: #52514e;
              --grid: #e1e0d9; --base: #c3c2b7; --one: #2a78d6; --two: #c2541f; --warn: #8a5a00; --warn-card: #fdf3dd; }
            @media (prefers-color-scheme: dark) { :root { --surface: #161615; --card: #1f1f1e; --ink: #f4f3ef; --soft: #c3c2b7;
              --grid: #2f2f2d; --base: #4a4a46; --one: #5a9cf0; --two: #e8834f; --warn: #f3c66b; --warn-card: #33290f; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 62rem; padding: 2rem 1rem 4rem; background: var(--surface); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
            h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
            h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
            p { margin: .4rem 0; max-width: 46rem; } .soft { color: var(--soft); }
            .note { background: var(--warn-card); color: var(--warn); padding: .6rem .9rem; border-radius: 6px; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0; }
            dt { color: var(--soft); } dd { margin: 0; }
            .tiles { display: flex; flex-wrap: wrap; gap: .75rem; }
            .tile { background: var(--card); border: 1px solid var(--grid); border-radius: 6px; padding: .6rem .9rem; min-width: 9rem; }
            .tile b { display: block; font-size: 1.5rem; font-weight: 600; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; overflow-wrap: normal; }
            th, td { text-align: right; padding: .3rem .7rem; border-bottom: 1px solid var(--grid); white-space: nowrap; }
            th:first-child, td:first-child, .words { text-align: left; } td.words { white-space: normal; } th { color: var(--soft); font-weight: 600; }
            figure { margin: .75rem 0; } figcaption { color: var(--soft); font-size: .9rem; }
            .gallery { display: flex; flex-wrap: wrap; gap: .75rem; } .gallery figure { margin: 0; width: calc((100% - 2.25rem) / 4); }
            img { max-width: 100%; height: auto; border-radius: 4px; background: #fff; }
            svg { max-width: 100%; height: auto; display: block; } svg text { fill: var(--ink); font-size: 13px; }
            svg .soft { fill: var(--soft); } svg .grid { stroke: var(--grid); } svg .base { stroke: var(--base); }
            svg .one { fill: var(--one); } svg .two { fill: var(--two); }
            svg .line-one { stroke: var(--one); fill: none; } svg .line-two { stroke: var(--two); fill: none; }
            """;

    /** Of a value with its interval; what is longer is a sentence. */
    private static final int LONGEST_NUMBER = 40;

    private final StringBuilder html = new StringBuilder(16_384);

    public HtmlPage(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escape(title))
                .append("</h1>\n");
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    public HtmlPage section(String title) {
        html.append("<h2>").append(escape(title)).append("</h2>\n");
        return this;
    }

    public HtmlPage paragraph(String text) {
        html.append("<p>").append(escape(text)).append("</p>\n");
        return this;
    }

    /** What a reader must not overlook. */
    public HtmlPage warning(String text) {
        html.append("<p class=\"note\">").append(escape(text)).append("</p>\n");
        return this;
    }

    /** A word and what it stands for, one a line. */
    public record Fact(String name, String value) {}

    public HtmlPage facts(List<Fact> facts) {
        html.append("<dl>\n");
        facts.forEach(fact -> html.append("<dt>")
                .append(escape(fact.name()))
                .append("</dt><dd>")
                .append(escape(fact.value()))
                .append("</dd>\n"));
        html.append("</dl>\n");
        return this;
    }

    /** Headline numbers. */
    public HtmlPage tiles(List<Fact> numbers) {
        html.append("<div class=\"tiles\">\n");
        numbers.forEach(number -> html.append("<div class=\"tile\"><b>")
                .append(escape(number.value()))
                .append("</b><span class=\"soft\">")
                .append(escape(number.name()))
                .append("</span></div>\n"));
        html.append("</div>\n");
        return this;
    }

    /** @param rows as many cells each as there are columns; columns of sentences are set as text, others as numbers */
    public HtmlPage table(List<String> columns, List<List<String>> rows) {
        List<String> styles = IntStream.range(0, columns.size())
                .mapToObj(i ->
                        rows.stream().anyMatch(row -> row.get(i).length() > LONGEST_NUMBER) ? " class=\"words\">" : ">")
                .toList();
        html.append("<div class=\"scroll\"><table>\n");
        row("th", columns, styles);
        rows.forEach(row -> row("td", row, styles));
        html.append("</table></div>\n");
        return this;
    }

    private void row(String tag, List<String> cells, List<String> styles) {
        html.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            html.append('<')
                    .append(tag)
                    .append(styles.get(i))
                    .append(escape(cells.get(i)))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        html.append("</tr>\n");
    }

    /** @param svg of {@link Charts} */
    public HtmlPage chart(String svg, String caption) {
        html.append("<figure>\n")
                .append(svg)
                .append("<figcaption>")
                .append(escape(caption))
                .append("</figcaption>\n</figure>\n");
        return this;
    }

    /**
     * A picture inside the page.
     *
     * @param type for example {@code image/png}
     */
    public record Picture(byte[] content, String type, String caption) {

        private String figure() {
            return "<figure><img alt=\"" + escape(caption) + "\" src=\"data:" + type + ";base64,"
                    + Base64.getEncoder().encodeToString(content) + "\"><figcaption>" + escape(caption)
                    + "</figcaption></figure>\n";
        }
    }

    public HtmlPage picture(Picture picture) {
        html.append(picture.figure());
        return this;
    }

    /** Small pictures side by side. */
    public HtmlPage gallery(List<Picture> pictures) {
        html.append("<div class=\"gallery\">\n");
        pictures.forEach(picture -> html.append(picture.figure()));
        html.append("</div>\n");
        return this;
    }

    public String end() {
        return html + "</body>\n</html>\n";
    }
}
