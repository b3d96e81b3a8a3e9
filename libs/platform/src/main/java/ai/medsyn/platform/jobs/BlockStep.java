package ai.medsyn.platform.jobs;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The Spring Batch step that runs one partition: a chunk is a block, and its transaction holds the fence, the block's output, its progress
 * and the partition's position. The connection is taken when the first statement runs, so computing a block holds none.
 */
@Component
class BlockStep {

    private static final Logger LOG = LoggerFactory.getLogger(BlockStep.class);

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final JobStore store;
    private final JobErrors errors;

    BlockStep(JobRepository repository, PlatformTransactionManager transactions, JobStore store, JobErrors errors) {
        this.repository = repository;
        this.transactions = transactions;
        this.store = store;
        this.errors = errors;
    }

    private record Computed<O>(Block block, O output) {}

    <S, O> Step of(PartitionKey key, BlockJob<S, O> handler, JobRun<S> run) {
        return new ChunkOrientedStepBuilder<Block, Computed<O>>(handler.kind(), repository, 1)
                .reader(new BlockReader(handler.size(run).blockSize()))
                .processor(block -> guarded(key, () -> {
                    if (!store.running(key.job(), key.epoch())) {
                        throw new JobStopped(key.job());
                    }
                    return new Computed<>(block, handler.process(run, block));
                }))
                .writer(chunk -> guarded(key, () -> {
                    commit(key, handler, run, chunk);
                    return chunk;
                }))
                .transactionManager(transactions)
                .build();
    }

    private <S, O> void commit(
            PartitionKey key, BlockJob<S, O> handler, JobRun<S> run, Chunk<? extends Computed<O>> chunk) {
        store.fence(key.job(), key.epoch());
        for (Computed<O> computed : chunk) {
            handler.commit(run, computed.block(), computed.output());
            store.addProgress(key.job(), key.partition(), computed.block().size());
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
        JobErrors.Classified classified = errors.classify(key.job(), e);
        try {
            store.recordFailure(key, classified.permanent(), classified.failure());
        } catch (RuntimeException unrecorded) {
            LOG.warn(
                    "job {}: cannot record why partition {} failed; it will be tried again",
                    key.job(),
                    key.partition());
            unrecorded.addSuppressed(e);
            throw unrecorded;
        }
    }

    /** True if the cause is the database rather than the work. */
    static boolean database(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("57P");
            }
        }
        return false;
    }
}
