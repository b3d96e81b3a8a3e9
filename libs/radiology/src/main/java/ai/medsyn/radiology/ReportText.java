package ai.medsyn.radiology;

import java.util.List;
import java.util.regex.Pattern;

/** Rules about report text that several parts of the platform share. */
public final class ReportText {

    private static final Pattern TOKEN = Pattern.compile("\\w+");

    private ReportText() {}

    /** Number of word tokens ({@code \w+}), the count behind the papers' rule "at least three tokens" (arXiv 2310.07027). */
    public static int tokenCount(String text) {
        return (int) TOKEN.matcher(text).results().count();
    }

    /** The sentences of the sections that describe the image, as places in the text; a sentence has at least one word. */
    public static List<Span> sentences(String text) {
        return Sentences.of(text).stream()
                .map(words -> new Span(
                        words.get(0).start(), words.get(words.size() - 1).end()))
                .toList();
    }

    /** One text out of both sections, with headings; an empty section is left out. */
    public static String join(String findings, String impression) {
        StringBuilder text = new StringBuilder(findings.length() + impression.length() + 24);
        if (!findings.isBlank()) {
            text.append("FINDINGS: ").append(findings.strip());
        }
        if (!impression.isBlank()) {
            text.append(text.isEmpty() ? "" : "\n").append("IMPRESSION: ").append(impression.strip());
        }
        return text.toString();
    }
}
