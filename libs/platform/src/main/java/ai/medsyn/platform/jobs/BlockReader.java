package ai.medsyn.platform.jobs;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads the blocks of one partition, after those that are done. Where it begins and ends follows from the job's plan, and what is done from the job's progress,
 * which commits with every block. Nothing is read from Spring Batch's own context: it is saved in a transaction after the one that makes a partition, which a
 * death in between leaves without; and also when a block's transaction rolled back, which would skip that block.
 */
final class BlockReader implements ItemReader<Block> {

    private final int blockSize;
    private final long end;
    private long next;

    /**
     * @param partition all of its units
     * @param blockSize units in a block
     * @param done units of the partition that are committed
     */
    BlockReader(Block partition, int blockSize, long done) {
        this.blockSize = blockSize;
        this.end = partition.to();
        this.next = partition.from() + done;
    }

    @Override
    public @Nullable Block read() {
        if (next >= end) {
            return null;
        }
        Block block = new Block(next, Math.min(next + blockSize, end));
        next = block.to();
        return block;
    }
}
