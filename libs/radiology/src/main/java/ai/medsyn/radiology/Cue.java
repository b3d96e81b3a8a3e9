package ai.medsyn.radiology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    private static final PhraseTrie<Cue> TRIE = read();
    private static final PhraseTrie<Cue> ENDS = readEnds();

    /** The cues of a sentence, the longest at each place, in order. */
    static List<PhraseTrie.Match<Cue>> of(List<Word> sentence) {
        return matches(TRIE, sentence);
    }

    /** Where in a sentence a clause ends, whatever else those words mean. */
    static List<PhraseTrie.Match<Cue>> endsOf(List<Word> sentence) {
        return matches(ENDS, sentence);
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

    private static List<PhraseTrie.Match<Cue>> matches(PhraseTrie<Cue> trie, List<Word> sentence) {
        List<PhraseTrie.Match<Cue>> matches = new ArrayList<>();
        for (int i = 0; i < sentence.size(); ) {
            PhraseTrie.Match<Cue> match = trie.longest(sentence, i);
            if (match != null) {
                matches.add(match);
            }
            i = match == null ? i + 1 : match.to();
        }
        return matches;
    }

    private static PhraseTrie<Cue> read() {
        PhraseTrie<Cue> trie = new PhraseTrie<>();
        fill(trie, false);
        return trie;
    }

    private static PhraseTrie<Cue> readEnds() {
        PhraseTrie<Cue> trie = new PhraseTrie<>();
        fill(trie, true);
        return trie;
    }

    private static void fill(PhraseTrie<Cue> trie, boolean ends) {
        PhraseGrammar grammar = new PhraseGrammar();
        for (String line : LexiconReader.lines("cues.txt")) {
            int colon = line.indexOf(':');
            Cue cue = valueOf(
                    line.substring(0, colon).trim().toUpperCase(Locale.ROOT).replace('-', '_'));
            if ((cue == END) == ends) {
                grammar.expandAll(line.substring(colon + 1)).forEach(phrase -> trie.add(phrase, cue));
            }
        }
    }
}
