package ai.medsyn.gateway.exports;

import java.util.Arrays;
import java.util.Locale;

/** A Markdown page in the making. Text in table cells cannot break out of them. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();
    private boolean list;

    void raw(String markdown) {
        block();
        text.append(markdown);
        if (!markdown.endsWith("\n\n")) {
            text.append('\n');
        }
    }

    void heading(int level, String title) {
        block();
        text.append("#".repeat(level)).append(' ').append(plain(title)).append("\n\n");
    }

    void paragraph(String content) {
        block();
        text.append(content).append("\n\n");
    }

    void item(String content) {
        text.append("- ").append(content).append('\n');
        list = true;
    }

    void code(String language, String content) {
        block();
        text.append("```").append(language).append('\n').append(content).append("\n```\n\n");
    }

    void table(String... headings) {
        block();
        row((Object[]) headings);
        text.append('|').append(" --- |".repeat(headings.length)).append('\n');
    }

    void row(Object... cells) {
        text.append('|');
        Arrays.stream(cells)
                .forEach(cell -> text.append(' ').append(plain(show(cell))).append(" |"));
        text.append('\n');
    }

    /** Ends a table. */
    void end() {
        text.append('\n');
    }

    private void block() {
        if (list) {
            text.append('\n');
            list = false;
        }
    }

    private static String show(Object cell) {
        if (cell instanceof Double number) {
            return String.format(Locale.ROOT, "%.4f", number);
        }
        if (cell instanceof Long || cell instanceof Integer) {
            return String.format(Locale.ROOT, "%,d", ((Number) cell).longValue());
        }
        return cell.toString();
    }

    private static String plain(String cell) {
        return cell.replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;");
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
