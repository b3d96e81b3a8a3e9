package ai.medsyn.radiology;

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
