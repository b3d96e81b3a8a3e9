package ai.medsyn.generator.reports.texts;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Length and variety of a set of texts. The ratios fall with the number of texts: compare sets of equal size only.
 *
 * @param texts how many
 * @param meanTokens word tokens ({@code \w+}) per text
 * @param medianTokens the same, median
 * @param p95Tokens the same, 95th percentile
 * @param vocabulary different words, without regard to case
 * @param distinctSentences different sentences over all sentences
 * @param distinct1 different words over all words (distinct-n of Li et al. 2016, arXiv 1510.03055)
 * @param distinct2 the same with pairs of words
 * @param distinct3 the same with triples
 * @param selfBleu mean BLEU-4 of up to {@value SelfBleu#SAMPLE} texts, each against the others (Zhu et al. 2018, arXiv 1802.01886);
 *     lower is more diverse
 */
public record TextDiversity(
        int texts,
        double meanTokens,
        int medianTokens,
        int p95Tokens,
        int vocabulary,
        double distinctSentences,
        double distinct1,
        double distinct2,
        double distinct3,
        double selfBleu) {

    private static final Pattern TOKEN = Pattern.compile("\\w+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+(?:\\d+\\.\\s+)?");

    /** Counts texts; empty ones are passed over. */
    public static TextDiversity of(List<String> all) {
        List<String> texts = all.stream().filter(text -> !text.isBlank()).toList();
        List<List<String>> tokens = texts.stream().map(TextDiversity::tokens).toList();
        int[] lengths = tokens.stream().mapToInt(List::size).sorted().toArray();
        Set<String> sentences = new HashSet<>();
        long sentenceCount = 0;
        for (String text : texts) {
            for (String sentence : SENTENCE_END.split(text.strip())) {
                sentences.add(sentence.toLowerCase(Locale.ROOT));
                sentenceCount++;
            }
        }
        Set<List<String>> words = grams(tokens, 1);
        return new TextDiversity(
                texts.size(),
                Arrays.stream(lengths).average().orElse(0),
                quantile(lengths, 0.5),
                quantile(lengths, 0.95),
                words.size(),
                sentenceCount == 0 ? 0 : (double) sentences.size() / sentenceCount,
                ratio(words.size(), tokens, 1),
                ratio(grams(tokens, 2).size(), tokens, 2),
                ratio(grams(tokens, 3).size(), tokens, 3),
                SelfBleu.of(tokens));
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Set<List<String>> grams(List<List<String>> texts, int n) {
        Set<List<String>> grams = new HashSet<>();
        for (List<String> text : texts) {
            for (int i = 0; i + n <= text.size(); i++) {
                grams.add(text.subList(i, i + n));
            }
        }
        return grams;
    }

    private static double ratio(int distinct, List<List<String>> texts, int n) {
        long total = texts.stream()
                .mapToLong(text -> Math.max(0, text.size() - n + 1))
                .sum();
        return total == 0 ? 0 : (double) distinct / total;
    }

    private static int quantile(int[] ascending, double share) {
        return ascending.length == 0
                ? 0
                : ascending[(int) Math.min(ascending.length - 1, Math.ceil(share * ascending.length))];
    }
}
