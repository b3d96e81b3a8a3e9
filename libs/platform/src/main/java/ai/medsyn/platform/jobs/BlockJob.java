package ai.medsyn.platform.jobs;

import org.jspecify.annotations.Nullable;

/**
 * Work that splits into independent blocks of ordinals. Blocks run in any order, on any worker, more than once after a crash.
 *
 * @param <S> the specification
 * @param <O> what a block computes
 */
public non-sealed interface BlockJob<S, O> extends JobHandler<S> {

    WorkSize size(JobRun<S> run);

    /**
     * Computes a block. Holds no transaction and no lock, may take minutes, may write artifacts under names that depend only on
     * the ordinals. Must depend on nothing but the specification and the ordinals.
     *
     * @throws JobFailure when the job cannot succeed however often it is tried
     */
    O process(JobRun<S> run, Block block) throws Exception;

    /**
     * Makes a block's output visible, inside the transaction that also counts its progress. Must tolerate rows that an earlier run of the same
     * block wrote ({@code on conflict do nothing}).
     */
    void commit(JobRun<S> run, Block block, O output);

    /** After the last block, in a transaction: the job's result, as a record or map that becomes JSON. */
    default @Nullable Object conclude(JobRun<S> run) {
        return null;
    }
}
