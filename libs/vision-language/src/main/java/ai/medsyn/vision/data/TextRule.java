package ai.medsyn.vision.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a method reads of a report: one text, or sentences of which one is drawn each time that the pair is seen. */
public enum TextRule {

    /** ConVIRT-pytorch (edreisMD): the report's sentences as split on full stops, otherwise untouched. */
    SENTENCES {
        @Override
        public List<String> segments(String findings, String impression) {
            return Pattern.compile("\\.")
                    .splitAsStream(joined(findings, impression))
                    .map(String::strip)
                    .filter(sentence -> !sentence.isEmpty())
                    .toList();
        }
    },

    /** GLoRIA: sentences of the impression (of the findings where it is empty), words only, lower case, at least two words. */
    IMPRESSION_SENTENCES {
        @Override
        public List<String> segments(String findings, String impression) {
            return wordSentences(impression.isBlank() ? findings : impression);
        }
    },

    /** MGCA: impression and findings as one text, words only, lower case, without sentences of one word. */
    REPORT {
        @Override
        public List<String> segments(String findings, String impression) {
            List<String> sentences = wordSentences(joined(impression, findings));
            return sentences.isEmpty() ? List.of() : List.of(String.join(" ", sentences));
        }
    };

    private static final Pattern SENTENCE_END = Pattern.compile("[0-9]+\\.|\\.");
    private static final Pattern WORD = Pattern.compile("\\w+");

    /** The texts of a report that may be read, none of them empty; an empty list if nothing remains. */
    public abstract List<String> segments(String findings, String impression);

    private static String joined(String first, String second) {
        return (first + " " + second).replaceAll("\\s+", " ").strip();
    }

    private static List<String> wordSentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String sentence : SENTENCE_END.split(text.replace('\n', ' '))) {
            Matcher words = WORD.matcher(sentence.toLowerCase(Locale.ROOT));
            List<String> found = words.results().map(word -> word.group()).collect(Collectors.toList());
            if (found.size() > 1) {
                sentences.add(String.join(" ", found));
            }
        }
        return sentences;
    }
}
