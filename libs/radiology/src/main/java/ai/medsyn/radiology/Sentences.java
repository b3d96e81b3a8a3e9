package ai.medsyn.radiology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a report into sentences of words, leaving out the sections that describe no image. */
final class Sentences {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]+(?:\\.[0-9]+)?|[^\\sA-Za-z0-9]");
    /** Text without full stops is cut all the same, so that the work per word stays bounded; no real sentence is as long. */
    private static final int LONGEST = 256;

    private static final Set<String> READ = Set.of("FINDINGS", "IMPRESSION", "CONCLUSION");
    private static final Set<String> ABBREVIATIONS = Set.of("dr", "vs", "approx", "st", "no");

    private Sentences() {}

    static List<List<Word>> of(String text) {
        List<List<Word>> sentences = new ArrayList<>();
        Matcher heading = ReportSections.HEADING.matcher(text);
        int from = 0;
        boolean read = true;
        while (heading.find()) {
            if (read) {
                split(text, from, heading.start(), sentences);
            }
            read = READ.contains(heading.group(1));
            from = heading.end();
        }
        if (read) {
            split(text, from, text.length(), sentences);
        }
        return sentences;
    }

    private static void split(String text, int from, int to, List<List<Word>> sentences) {
        Matcher token = TOKEN.matcher(text).region(from, to);
        List<Word> sentence = new ArrayList<>();
        char separator = ' ';
        while (token.find()) {
            char first = text.charAt(token.start());
            if (Character.isLetterOrDigit(first)) {
                sentence.add(new Word(Word.stem(token.group()), token.start(), token.end(), separator));
                separator = ' ';
                if (sentence.size() == LONGEST) {
                    sentences.add(sentence);
                    sentence = new ArrayList<>();
                }
            } else if (endsSentence(first, sentence)) {
                if (!sentence.isEmpty()) {
                    sentences.add(sentence);
                    sentence = new ArrayList<>();
                }
                separator = ' ';
            } else if (separates(first)) {
                separator = first;
            }
        }
        if (!sentence.isEmpty()) {
            sentences.add(sentence);
        }
    }

    private static boolean endsSentence(char mark, List<Word> sentence) {
        if (mark == '.') {
            return sentence.isEmpty()
                    || !ABBREVIATIONS.contains(sentence.get(sentence.size() - 1).stem());
        }
        return mark == '!' || mark == '?';
    }

    /** Hyphens, apostrophes and quotes leave a phrase whole. */
    private static boolean separates(char mark) {
        return mark == ',' || mark == ';' || mark == ':' || mark == '/' || mark == '(' || mark == ')';
    }
}
