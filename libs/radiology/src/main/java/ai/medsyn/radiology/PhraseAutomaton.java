package ai.medsyn.radiology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds every phrase of a set in one pass over a sentence: the automaton of Aho and Corasick (1975) over word stems instead
 * of characters. The work grows with the words and the matches, not with the number of phrases.
 *
 * <p>Edges lie in one open-addressed table under (state, word); each word costs one dictionary look-up.
 */
final class PhraseAutomaton<T> {

    private static final int ROOT = 0;

    private final Map<String, Integer> words;
    private final long[] keys;
    private final int[] targets;
    /** The state of the longest proper suffix that is a prefix of some phrase. */
    private final int[] fail;
    /** The longest proper suffix that is a whole phrase, or the root. */
    private final int[] shorter;

    private final int[] depth;
    private final List<@Nullable List<T>> values;

    /** @param source hands every phrase with its value to its argument; a phrase may have several values */
    static <T> PhraseAutomaton<T> of(Consumer<BiConsumer<String, T>> source) {
        Builder<T> builder = new Builder<>();
        source.accept(builder::add);
        return new PhraseAutomaton<>(builder);
    }

    private PhraseAutomaton(Builder<T> builder) {
        words = builder.words;
        values = builder.values;
        int states = builder.next.size();
        fail = new int[states];
        shorter = new int[states];
        depth = new int[states];
        int capacity = Integer.highestOneBit(Math.max(2, states)) << 2;
        keys = new long[capacity];
        targets = new int[capacity];
        Arrays.fill(keys, -1);
        link(builder.next);
    }

    /** Breadth first, so that the states of all shorter prefixes are ready. */
    private void link(List<Map<Integer, Integer>> next) {
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(ROOT));
        while (!open.isEmpty()) {
            int state = open.remove();
            next.get(state).forEach((word, target) -> {
                put(state, word, target);
                depth[target] = depth[state] + 1;
                if (state != ROOT) {
                    fail[target] = step(fail[state], word);
                    shorter[target] = values.get(fail[target]) != null ? fail[target] : shorter[fail[target]];
                }
                open.add(target);
            });
        }
    }

    /** All phrases of the sentence, in the order in which they end; none reaches over a separator. */
    List<Match<T>> matches(List<Word> sentence) {
        List<Match<T>> matches = new ArrayList<>();
        int state = ROOT;
        for (int i = 0; i < sentence.size(); i++) {
            Word word = sentence.get(i);
            Integer id = words.get(word.stem());
            state = id == null ? ROOT : step(word.separated() ? ROOT : state, id);
            int found = values.get(state) != null ? state : shorter[state];
            for (; found != ROOT; found = shorter[found]) {
                List<T> here = values.get(found);
                if (here != null) {
                    for (T value : here) {
                        matches.add(new Match<>(value, i + 1 - depth[found], i + 1));
                    }
                }
            }
        }
        return matches;
    }

    private int step(int from, int word) {
        for (int state = from; ; state = fail[state]) {
            int target = get(state, word);
            if (target >= 0) {
                return target;
            }
            if (state == ROOT) {
                return ROOT;
            }
        }
    }

    private void put(int state, int word, int target) {
        long key = key(state, word);
        int slot = slot(key);
        while (keys[slot] != -1) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        targets[slot] = target;
    }

    private int get(int state, int word) {
        long key = key(state, word);
        for (int slot = slot(key); keys[slot] != -1; slot = (slot + 1) & (keys.length - 1)) {
            if (keys[slot] == key) {
                return targets[slot];
            }
        }
        return -1;
    }

    private static long key(int state, int word) {
        return (long) state << 32 | word;
    }

    private int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
    }

    private static final class Builder<T> {
        private final Map<String, Integer> words = new HashMap<>();
        private final List<Map<Integer, Integer>> next = new ArrayList<>();
        private final List<@Nullable List<T>> values = new ArrayList<>();

        Builder() {
            newState();
        }

        void add(String phrase, T value) {
            int state = ROOT;
            for (String word : Word.split(phrase)) {
                int id = words.computeIfAbsent(Word.stem(word), stem -> words.size());
                Integer target = next.get(state).get(id);
                if (target == null) {
                    target = newState();
                    next.get(state).put(id, target);
                }
                state = target;
            }
            List<T> here = values.get(state);
            if (here == null) {
                values.set(state, List.of(value));
            } else if (!here.contains(value)) {
                List<T> all = new ArrayList<>(here);
                all.add(value);
                values.set(state, List.copyOf(all));
            }
        }

        private int newState() {
            next.add(new LinkedHashMap<>(2));
            values.add(null);
            return next.size() - 1;
        }
    }
}
