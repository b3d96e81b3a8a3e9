package ai.medsyn.generator.reports.texts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** BLEU-4 (Papineni et al. 2002) of texts against each other. */
final class SelfBleu {

    /** Texts that are compared, taken at equal distances. */
    static final int SAMPLE = 500;

    private static final int ORDER = 4;
    /** For an order without a match: NLTK's smoothing method 1. */
    private static final double EPSILON = 0.1;

    private SelfBleu() {}

    /** The most and the second most occurrences of an n-gram in one text, and which text has the most. */
    private static final class Counts {
        private int most;
        private int second;
        private int owner = -1;

        void add(int count, int text) {
            if (count > most) {
                second = most;
                most = count;
                owner = text;
            } else {
                second = Math.max(second, count);
            }
        }

        /** The most occurrences in any other text. */
        int without(int text) {
            return owner == text ? second : most;
        }
    }

    static double of(List<List<String>> all) {
        int size = Math.min(SAMPLE, all.size());
        if (size < 2) {
            return 0;
        }
        List<List<String>> texts = IntStream.range(0, size)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / size)))
                .toList();
        List<Map<List<String>, Integer>> grams = new ArrayList<>();
        Map<List<String>, Counts> references = new HashMap<>();
        for (int i = 0; i < size; i++) {
            Map<List<String>, Integer> own = grams(texts.get(i));
            grams.add(own);
            int text = i;
            own.forEach((gram, count) ->
                    references.computeIfAbsent(gram, any -> new Counts()).add(count, text));
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += brevity(texts, i) * precision(grams.get(i), references, i);
        }
        return sum / size;
    }

    private static Map<List<String>, Integer> grams(List<String> text) {
        Map<List<String>, Integer> grams = new HashMap<>();
        for (int n = 1; n <= ORDER; n++) {
            for (int i = 0; i + n <= text.size(); i++) {
                grams.merge(text.subList(i, i + n), 1, Integer::sum);
            }
        }
        return grams;
    }

    /** The geometric mean of the clipped n-gram precisions. */
    private static double precision(Map<List<String>, Integer> own, Map<List<String>, Counts> references, int text) {
        long[] matched = new long[ORDER];
        long[] total = new long[ORDER];
        own.forEach((gram, count) -> {
            Counts others = references.get(gram);
            int most = others == null ? 0 : others.without(text);
            matched[gram.size() - 1] += Math.min(count, most);
            total[gram.size() - 1] += count;
        });
        double logs = 0;
        for (int n = 0; n < ORDER; n++) {
            if (total[n] == 0) {
                return 0;
            }
            logs += StrictMath.log(Math.max(matched[n], EPSILON) / total[n]) / ORDER;
        }
        return StrictMath.exp(logs);
    }

    /** exp(1 - r / c) for a text of c words whose nearest other one has r > c words. */
    private static double brevity(List<List<String>> texts, int text) {
        int length = texts.get(text).size();
        int nearest = Integer.MAX_VALUE;
        for (int i = 0; i < texts.size(); i++) {
            int other = texts.get(i).size();
            boolean nearer = Math.abs(other - length) < Math.abs((long) nearest - length);
            nearest = i != text && nearer ? other : nearest;
        }
        return length == 0 ? 0 : nearest <= length ? 1 : StrictMath.exp(1 - (double) nearest / length);
    }
}
