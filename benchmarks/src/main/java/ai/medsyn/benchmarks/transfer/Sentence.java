package ai.medsyn.benchmarks.transfer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One sentence of a report.
 *
 * @param words lower case
 * @param said what it states and denies
 */
record Sentence(List<String> words, Said said) {

    private static final Pattern NO_WORD = Pattern.compile("[^a-z]+");

    static Sentence of(String text, Said said) {
        List<String> words = NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        return new Sentence(words, said);
    }
}
