package ai.medsyn.vision.data;

/**
 * Which places of the mixture make which batch. The last places of an epoch that do not fill a batch are left out, as official code does
 * ({@code drop_last}); the next epoch has another order.
 *
 * @param batchSize pairs per optimiser step over all processes
 * @param rank this process, from 0
 * @param world number of processes; the batch divides evenly among them
 */
public record BatchPlan(int batchSize, int rank, int world) {

    public BatchPlan {
        if (batchSize < 1 || world < 1 || rank < 0 || rank >= world || batchSize % world != 0) {
            throw new IllegalArgumentException("expected a batch that divides evenly among the processes, found "
                    + batchSize + " pairs for process " + rank + " of " + world);
        }
    }

    /** Pairs per step of this process. */
    public int own() {
        return batchSize / world;
    }

    /** First place of this process within the global batch. */
    public int first() {
        return rank * own();
    }

    /** Full batches per epoch. */
    public int stepsPerEpoch(int epochSize) {
        int steps = epochSize / batchSize;
        if (steps == 0) {
            throw new IllegalArgumentException("expected at least one batch of " + batchSize
                    + " pairs per epoch, found " + epochSize + " pairs; choose a smaller batch or more data");
        }
        return steps;
    }
}
