package ai.medsyn.platform.jobs;

import org.slf4j.MDC;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Runs one partition of a job, from wherever an earlier worker left it. */
@Component
class PartitionWorker {

    private final PartitionWatch watch;
    private final JobHandlers handlers;
    private final JobJson json;
    private final JobRepository repository;
    private final BlockStep steps;

    PartitionWorker(
            PartitionWatch watch, JobHandlers handlers, JobJson json, JobRepository repository, BlockStep steps) {
        this.watch = watch;
        this.handlers = handlers;
        this.json = json;
        this.repository = repository;
        this.steps = steps;
    }

    /** Whether partitions are to end at their next block; others will run the rest. */
    void stopping(boolean now) {
        steps.stopping(now);
    }

    /** Returns when the partition has ended one way or another; throws if the database cannot say so, to be called again. */
    void run(PartitionKey key) throws JobInterruptedException {
        try (MDC.MDCCloseable ignored = MDC.putCloseable("job", key.job().toString())) {
            runInJob(key);
        } finally {
            watch.ended();
        }
    }

    private void runInJob(PartitionKey key) throws JobInterruptedException {
        Job job = watch.running(key).orElse(null);
        if (job == null) {
            return;
        }
        StepExecution execution = repository.getStepExecution(key.execution());
        if (execution == null || !execution.getStatus().isRunning()) {
            return;
        }
        if (handlers.require(job.kind()) instanceof BlockJob<?, ?> handler) {
            run(key, job, handler, execution);
        }
    }

    private <S> void run(PartitionKey key, Job job, BlockJob<S, ?> handler, StepExecution execution)
            throws JobInterruptedException {
        steps.of(key, handler, json.run(job, handler), job.partitions()).execute(execution);
        StepExecution saved = repository.getStepExecution(key.execution());
        if (saved != null && saved.getStatus().isRunning() && watch.running(key).isPresent()) {
            throw new IllegalStateException(
                    "the end of partition " + key + " could not be saved; it will be run again");
        }
    }
}
