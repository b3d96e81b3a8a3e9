package ai.medsyn.radiology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a report into sentences of words, leaving out the sections that describe no image.
 *
 * <p>A sentence ends at a full stop (not inside a number or behind an abbreviation), at an empty line and where a list item
 * begins on a new line; other line ends are only where the line was full. What was removed to protect the patient
 * ({@code XXXX}, {@code ___}, {@code [**Name**]}) is one word, {@code xxxx}.
 */
final class Sentences {

    /** The word that stands for one that was removed. */
    static final String REMOVED = "xxxx";
    /** Text without full stops is cut all the same, so that the work per word stays bounded; no real sentence is as long. */
    private static final int LONGEST = 256;

    private static final int LONGEST_NAME = 120;

    private static final Set<String> ABBREVIATIONS = Set.of("dr", "vs", "approx", "st", "no", "mr", "mrs", "ms", "e.g");

    private final String text;
    private final List<List<Word>> sentences = new ArrayList<>();
    private List<Word> sentence = new ArrayList<>();
    private char separator = ' ';

    private Sentences(String text) {
        this.text = text;
    }

    static List<List<Word>> of(String text) {
        Sentences reader = new Sentences(text);
        for (ReportSection section : SectionReader.read(text)) {
            if (section.kind().describes()) {
                reader.read(section.span().start(), section.span().end());
            }
        }
        return reader.sentences;
    }

    private void read(int from, int to) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (letterOrDigit(c)) {
                i = word(i, to);
            } else if (c == '_' && next(i, to) == '_') {
                i = removed(i, run(i, to, '_'));
            } else if (c == '[' && next(i, to) == '*') {
                i = removed(i, name(i + 2, to));
            } else {
                mark(c, i, to);
                i++;
            }
        }
        end();
    }

    private int word(int from, int to) {
        int end = from + 1;
        while (end < to && (letterOrDigit(text.charAt(end)) || decimal(end, to))) {
            end++;
        }
        add(Word.stem(text.substring(from, end)), from, end);
        return end;
    }

    private int removed(int from, int end) {
        add(REMOVED, from, end);
        return end;
    }

    private void add(String stem, int from, int end) {
        sentence.add(new Word(stem, from, end, separator));
        separator = ' ';
        if (sentence.size() == LONGEST) {
            end();
        }
    }

    private void mark(char c, int at, int to) {
        if (c == '\n' ? itemFollows(at + 1, to) : endsSentence(c)) {
            end();
        } else if (c == ':' && sentence.size() > 2 || separates(c)) {
            separator = c;
        }
    }

    private void end() {
        if (!sentence.isEmpty()) {
            if (sentence.size() > 1 || !Character.isDigit(sentence.get(0).stem().charAt(0))) {
                sentences.add(sentence); // else the number of a list item
            }
            sentence = new ArrayList<>();
        }
        separator = ' ';
    }

    private boolean endsSentence(char mark) {
        if (mark == '.') {
            return sentence.isEmpty()
                    || !ABBREVIATIONS.contains(sentence.get(sentence.size() - 1).stem());
        }
        return mark == '!' || mark == '?';
    }

    /** True if the line that begins here is empty or begins with a bullet or number. */
    private boolean itemFollows(int from, int to) {
        int i = from;
        while (i < to && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '\r')) {
            i++;
        }
        if (i >= to || text.charAt(i) == '\n' || text.charAt(i) == '-' || text.charAt(i) == '*') {
            return true;
        }
        int digits = i;
        while (digits < to && digits < i + 2 && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        return digits > i && digits < to && (text.charAt(digits) == '.' || text.charAt(digits) == ')');
    }

    private boolean decimal(int at, int to) {
        return text.charAt(at) == '.'
                && Character.isDigit(text.charAt(at - 1))
                && at + 1 < to
                && Character.isDigit(text.charAt(at + 1));
    }

    /** End of a removed name that began before; where it has no end, its opening mark stands for itself. */
    private int name(int from, int to) {
        for (int i = from; i < Math.min(to - 2, from + LONGEST_NAME); i++) {
            if (text.startsWith("**]", i)) {
                return i + 3;
            }
        }
        return from;
    }

    private int run(int from, int to, char c) {
        int end = from;
        while (end < to && text.charAt(end) == c) {
            end++;
        }
        return end;
    }

    private char next(int i, int to) {
        return i + 1 < to ? text.charAt(i + 1) : ' ';
    }

    private static boolean letterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Hyphens, apostrophes and quotes leave a phrase whole, and so does a colon behind a name ({@code Lungs: clear}). */
    private static boolean separates(char mark) {
        return mark == ',' || mark == ';' || mark == '/' || mark == '(' || mark == ')';
    }
}
