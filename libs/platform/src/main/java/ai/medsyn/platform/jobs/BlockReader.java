package ai.medsyn.platform.jobs;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the blocks of one partition, after those that are done. What is done is known from the job's progress, which commits with every
 * block: Spring Batch's own context is also saved when a block's transaction rolled back, and would then skip that block.
 */
final class BlockReader implements ItemStreamReader<Block> {

    private static final String FROM = "from";
    private static final String END = "end";

    private final int blockSize;
    private final long done;
    private long next;
    private long end;

    /**
     * @param blockSize units in a block
     * @param done units of the partition that are committed
     */
    BlockReader(int blockSize, long done) {
        this.blockSize = blockSize;
        this.done = done;
    }

    /** The context of a partition: ordinals {@code from} to {@code to}, exclusive. */
    static ExecutionContext range(long from, long to) {
        ExecutionContext context = new ExecutionContext();
        context.putLong(FROM, from);
        context.putLong(END, to);
        return context;
    }

    @Override
    public void open(ExecutionContext context) {
        next = context.getLong(FROM) + done;
        end = context.getLong(END);
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
