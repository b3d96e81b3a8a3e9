package ai.medsyn.platform.jobs;

/**
 * How much a job has to do and in which pieces.
 *
 * @param total number of units (ordinals 0 to total - 1), {@code >= 0}
 * @param blockSize units computed and committed together, {@code > 0}; never changes a result
 */
public record WorkSize(long total, int blockSize) {

    public WorkSize {
        if (total < 0 || blockSize <= 0) {
            throw new IllegalArgumentException(
                    "total >= 0 and blockSize > 0 expected, found " + total + " and " + blockSize);
        }
    }

    long blocks() {
        return (total + blockSize - 1) / blockSize;
    }

    /** What one of so many partitions has to do: whole blocks, as evenly as they go. */
    Block partition(int index, int partitions) {
        return new Block(
                blocks() * index / partitions * blockSize,
                Math.min(blocks() * (index + 1) / partitions * blockSize, total));
    }
}
