package ai.medsyn.platform.jobs;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the blocks of one partition. Its position lives in the step's context, saved with every committed block. */
final class BlockReader implements ItemStreamReader<Block> {

    private static final String NEXT = "next";
    private static final String END = "end";

    private final int blockSize;
    private long next;
    private long end;

    BlockReader(int blockSize) {
        this.blockSize = blockSize;
    }

    /** The context of a partition that has not started: ordinals {@code from} to {@code to}, exclusive. */
    static ExecutionContext range(long from, long to) {
        ExecutionContext context = new ExecutionContext();
        context.putLong(NEXT, from);
        context.putLong(END, to);
        return context;
    }

    @Override
    public void open(ExecutionContext context) {
        next = context.getLong(NEXT);
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

    @Override
    public void update(ExecutionContext context) {
        context.putLong(NEXT, next);
    }
}
