package ai.medsyn.platform.jobs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * The Spring Batch step that runs one partition: a chunk is a block, and its transaction holds the fence, the block's output and its
 * progress, which is also the partition's position. Computing a block happens outside of the transaction and holds no connection.
 */
@Component
class BlockStep {

    private static final Logger LOG = LoggerFactory.getLogger(BlockStep.class);
    private static final TransactionDefinition OUTSIDE =
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final JobStore store;
    private final JobFailures failures;
    private final ComputeSlots slots;
    private volatile boolean stopping;

    BlockStep(
            JobRepository repository,
            PlatformTransactionManager transactions,
            JobStore store,
            JobFailures failures,
            ComputeSlots slots) {
        this.repository = repository;
        this.transactions = transactions;
        this.store = store;
        this.failures = failures;
        this.slots = slots;
    }

    /** Whether partitions end at their next block, because this process does. */
    void stopping(boolean now) {
        stopping = now;
    }

    private record Computed<O>(Block block, O output) {}

    <S, O> Step of(PartitionKey key, BlockJob<S, O> handler, JobRun<S> run, int partitions) {
        Position position = new Position(store.done(key.job(), key.partition()));
        WorkSize size = handler.size(run);
        return new ChunkOrientedStepBuilder<Block, Computed<O>>(handler.type().kind(), repository, 1)
                .reader(new BlockReader(size.partition(key.partition(), partitions), size.blockSize(), position.done))
                .processor(block -> guarded(key, () -> compute(key, handler, run, block)))
                .writer(chunk -> guarded(key, () -> {
                    commit(key, handler, run, chunk, position);
                    return chunk;
                }))
                .transactionManager(transactions)
                .build();
    }

    /** What this run of the partition believes to be done. */
    private static final class Position {
        private long done;

        Position(long done) {
            this.done = done;
        }
    }

    private <S, O> Computed<O> compute(PartitionKey key, BlockJob<S, O> handler, JobRun<S> run, Block block)
            throws Exception {
        TransactionStatus suspended = transactions.getTransaction(OUTSIDE);
        try {
            return slots.compute(() -> {
                if (stopping || !store.running(key.job(), key.epoch())) {
                    throw new JobStopped(key.job());
                }
                return new Computed<>(block, handler.process(run, block));
            });
        } finally {
            transactions.commit(suspended); // only resumes the block's own
        }
    }

    private <S, O> void commit(
            PartitionKey key,
            BlockJob<S, O> handler,
            JobRun<S> run,
            Chunk<? extends Computed<O>> chunk,
            Position position) {
        store.fence(key.job(), key.epoch());
        for (Computed<O> computed : chunk) {
            handler.commit(run, computed.block(), computed.output());
            int units = computed.block().size();
            store.advance(key, handler, position.done, units);
            position.done += units;
        }
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    /** Notes why a block failed before Spring Batch marks the partition, so that whoever sees the mark finds the reason. */
    private <T> T guarded(PartitionKey key, Work<T> work) throws Exception {
        try {
            return work.run();
        } catch (JobStopped stopped) {
            throw stopped;
        } catch (Exception e) {
            note(key, e);
            throw e;
        }
    }

    private void note(PartitionKey key, Exception e) {
        try {
            failures.note(key, e);
        } catch (RuntimeException unrecorded) {
            LOG.warn(
                    "job {}: cannot record why partition {} failed; it will be tried again",
                    key.job(),
                    key.partition());
            unrecorded.addSuppressed(e);
            throw unrecorded;
        }
    }
}
