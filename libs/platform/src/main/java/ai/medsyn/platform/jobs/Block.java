package ai.medsyn.platform.jobs;

/**
 * Consecutive ordinals of a job's work, computed and committed together.
 *
 * @param from first ordinal, inclusive, {@code >= 0}
 * @param to last ordinal, exclusive, {@code > from}
 */
public record Block(long from, long to) {

    public Block {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "a block runs from an ordinal >= 0 to a larger one, not " + from + " to " + to);
        }
    }

    public int size() {
        return Math.toIntExact(to - from);
    }
}
