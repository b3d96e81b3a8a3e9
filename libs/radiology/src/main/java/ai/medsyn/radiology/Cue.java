package ai.medsyn.radiology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The kinds of words that decide how a report speaks about its findings; {@code cues.txt} lists them. */
enum Cue {
    NEGATION_BEFORE,
    NEGATION_AFTER,
    UNCERTAIN_BEFORE,
    UNCERTAIN_AFTER,
    LEANING_BEFORE,
    NOT_SEEN,
    NO_NEGATION,
    END;

    private static final PhraseAutomaton<Cue> CUES = PhraseAutomaton.of(add -> fill(add, false));
    private static final PhraseAutomaton<Cue> ENDS = PhraseAutomaton.of(add -> fill(add, true));

    /** The cues of a sentence, the longest at each place, in order; a word that points both ways is two cues. */
    static List<Match<Cue>> of(List<Word> sentence) {
        return longest(CUES.matches(sentence));
    }

    /** Where in a sentence a clause ends, whatever else those words mean. */
    static List<Match<Cue>> endsOf(List<Word> sentence) {
        return longest(ENDS.matches(sentence));
    }

    /** The name that evidence carries, for example {@code negation-before}. */
    String rule() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean before() {
        return this == NEGATION_BEFORE || this == UNCERTAIN_BEFORE || this == LEANING_BEFORE || this == NOT_SEEN;
    }

    boolean after() {
        return this == NEGATION_AFTER || this == UNCERTAIN_AFTER;
    }

    boolean negates() {
        return this == NEGATION_BEFORE || this == NEGATION_AFTER;
    }

    /** From the first word on, the longest match and whatever has the same span; then on behind it. */
    static <T> List<Match<T>> longest(List<Match<T>> matches) {
        List<Match<T>> sorted = new ArrayList<>(matches);
        sorted.sort(Comparator.<Match<T>>comparingInt(Match::from).thenComparingInt(match -> -match.to()));
        List<Match<T>> chosen = new ArrayList<>();
        for (Match<T> match : sorted) {
            Match<T> last = chosen.isEmpty() ? null : chosen.get(chosen.size() - 1);
            if (last == null || match.from() >= last.to() || match.from() == last.from() && match.to() == last.to()) {
                chosen.add(match);
            }
        }
        return chosen;
    }

    private static void fill(BiConsumer<String, Cue> add, boolean ends) {
        PhraseGrammar grammar = new PhraseGrammar();
        Map<String, Set<Boolean>> directions = new HashMap<>();
        for (String line : LexiconReader.lines("cues.txt")) {
            int colon = line.indexOf(':');
            Cue cue = valueOf(
                    line.substring(0, colon).trim().toUpperCase(Locale.ROOT).replace('-', '_'));
            if ((cue == END) != ends) {
                continue;
            }
            for (String phrase : grammar.expandAll(line.substring(colon + 1))) {
                // Of two kinds that point the same way, the first in the file counts.
                if (directions.computeIfAbsent(phrase, key -> new HashSet<>()).add(cue.after())) {
                    add.accept(phrase, cue);
                }
            }
        }
    }
}
