package ai.medsyn.radiology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Phrases by their word stems; finds the longest one that begins at a word. */
final class PhraseTrie<T> {

    /** A phrase found in a sentence: words {@code from} (inclusive) to {@code to} (exclusive). */
    record Match<T>(T value, int from, int to) {

        boolean overlaps(Match<?> other) {
            return from < other.to && other.from < to;
        }

        boolean contains(Match<?> other) {
            return from <= other.from && other.to <= to;
        }

        int length() {
            return to - from;
        }
    }

    private static final class Node<T> {
        private final Map<String, Node<T>> next = new HashMap<>();
        private @Nullable T value;
    }

    private final Node<T> root = new Node<>();

    /** Adds a phrase; the first value given to a phrase stays. */
    void add(String phrase, T value) {
        Node<T> node = root;
        for (String word : phrase.trim().split("[\\s-]+")) {
            node = node.next.computeIfAbsent(Word.stem(word), stem -> new Node<>());
        }
        if (node.value == null) {
            node.value = value;
        }
    }

    @Nullable
    Match<T> longest(List<Word> sentence, int from) {
        Match<T> longest = null;
        Node<T> node = root;
        for (int i = from; i < sentence.size() && (i == from || !sentence.get(i).separated()); i++) {
            node = node.next.get(sentence.get(i).stem());
            if (node == null) {
                break;
            }
            if (node.value != null) {
                longest = new Match<>(node.value, from, i + 1);
            }
        }
        return longest;
    }
}
