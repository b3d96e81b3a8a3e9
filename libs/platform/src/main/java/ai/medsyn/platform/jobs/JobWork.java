package ai.medsyn.platform.jobs;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What one launch does, by kind of handler. */
@Component
class JobWork {

    /** Code of a failure without a reason: the process that had the partition stopped. */
    static final String LOST = "partition-lost";

    private final JobStore store;
    private final JobJson json;
    private final BatchLaunch batch;
    private final JobSettings settings;
    private final TransactionTemplate transactions;

    JobWork(JobStore store, JobJson json, BatchLaunch batch, JobSettings settings, TransactionTemplate transactions) {
        this.store = store;
        this.json = json;
        this.batch = batch;
        this.settings = settings;
        this.transactions = transactions;
    }

    /**
     * Runs a job to its end.
     *
     * @return why it did not succeed, or null if it did
     */
    JobErrors.@Nullable Classified run(Job job, JobHandler<?> handler) throws Exception {
        if (handler instanceof BlockJob<?, ?> blocks) {
            return blocks(job, blocks);
        }
        return coordinate(job, (CoordinatorJob<?>) handler);
    }

    private <S> JobErrors.@Nullable Classified blocks(Job job, BlockJob<S, ?> handler) throws Exception {
        JobRun<S> run = json.run(job, handler);
        WorkSize size = handler.size(run);
        long wanted = Math.min(settings.partitions(), size.blocks());
        int partitions = store.plan(job.id(), size.total(), Math.toIntExact(wanted));
        if (size.total() > 0 && !batch.run(store.find(job.id()).orElseThrow())) {
            return failure(job);
        }
        transactions.executeWithoutResult(status -> {
            store.fence(job.id(), job.epoch());
            store.succeed(job.id(), json.write(handler.conclude(run)));
        });
        return null;
    }

    private JobErrors.Classified failure(Job job) {
        return batch.failures(job).stream()
                .findFirst()
                .orElseGet(() -> new JobErrors.Classified(
                        false, new Job.Failure(LOST, "a partition ended without saying why; retry the job")));
    }

    private <S> JobErrors.@Nullable Classified coordinate(Job job, CoordinatorJob<S> handler) throws Exception {
        Object result = handler.run(json.run(job, handler), new StoredProgress(store, job));
        transactions.executeWithoutResult(status -> {
            store.fence(job.id(), job.epoch());
            store.succeed(job.id(), json.write(result));
        });
        return null;
    }

    private record StoredProgress(JobStore store, Job job) implements CoordinatorProgress {

        @Override
        public void report(long done, long total, String phase) {
            store.setProgress(
                    job.id(),
                    job.epoch(),
                    new Job.Progress(done, total, job.progress().unit(), phase));
        }

        @Override
        public void checkpoint() {
            if (!store.running(job.id(), job.epoch())) {
                throw new JobStopped(job.id());
            }
        }
    }
}
