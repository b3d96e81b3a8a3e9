package ai.medsyn.radiology;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about report text that several parts of the platform share. */
public final class ReportText {

    private static final Pattern TOKEN = Pattern.compile("\\w+");

    /** {@code XXXX}, {@code ___}, {@code [**Name**]}, with what hangs on by a hyphen ({@code XXXX-year-old}). */
    private static final Pattern REMOVED =
            Pattern.compile("(?:\\[\\*\\*[^\\]]{0,100}\\*\\*\\]|_{2,}|\\b[Xx]{3,}\\b)(?:-[A-Za-z]+)*");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\x00]+");
    private static final Pattern EMPTY_BRACKETS = Pattern.compile("\\(\\s*\\)");
    private static final Pattern LOOSE_MARK = Pattern.compile(" (?=[.,;:)])|(?<=\\() ");
    private static final Pattern REPEATED_MARK = Pattern.compile("([.,;:])(?: ?[.,;:])+");

    private ReportText() {}

    /** Number of words that were removed to protect the patient. */
    public static int removedWords(String text) {
        return (int) REMOVED.matcher(text).results().count();
    }

    /**
     * A section without the marks of removed words and the punctuation that they leave behind, with one blank between words:
     * {@code The XXXX are clear (XXXX) .} becomes {@code The are clear.} A text encoder knows no such marks.
     */
    public static String withoutMarks(String section) {
        Matcher marks = REMOVED.matcher(section);
        if (!marks.find()) {
            return BLANKS.matcher(section).replaceAll(" ").strip();
        }
        String text = EMPTY_BRACKETS.matcher(marks.replaceAll(" ")).replaceAll(" ");
        text = BLANKS.matcher(text).replaceAll(" ").strip();
        text = LOOSE_MARK.matcher(text).replaceAll("");
        return REPEATED_MARK.matcher(text).replaceAll("$1");
    }

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
