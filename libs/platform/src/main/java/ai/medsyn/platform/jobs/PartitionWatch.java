package ai.medsyn.platform.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Waits for partitions that other threads and processes run. What they share is the database; a thread of this process also says when it has ended one,
 * which spares a pause.
 */
@Component
class PartitionWatch {

    private static final Duration LONGEST = Duration.ofMillis(250);

    private final JdbcClient jdbc;
    private final JobStore store;
    private final JobFailures failures;
    private final AtomicLong ended = new AtomicLong();

    PartitionWatch(JdbcClient jdbc, JobStore store, JobFailures failures) {
        this.jdbc = jdbc;
        this.store = store;
        this.failures = failures;
    }

    /** The partitions with the status that they ended in; early, if one failed for good. */
    Collection<StepExecution> await(Job job, long execution, Collection<StepExecution> parts)
            throws InterruptedException {
        Patience patience = new Patience(LONGEST);
        while (true) {
            long before = ended.get();
            requireRunning(job);
            Map<Long, BatchStatus> states = states(execution);
            boolean all = parts.stream().noneMatch(part -> status(states, part).isRunning());
            if (all || failures(job).stream().anyMatch(JobErrors.Classified::permanent)) {
                parts.forEach(part -> part.setStatus(status(states, part)));
                return parts;
            }
            await(before, patience.next());
        }
    }

    /** Says that a partition of some job has ended in this process. */
    void ended() {
        synchronized (ended) {
            ended.incrementAndGet();
            ended.notifyAll();
        }
    }

    private void await(long before, Duration longest) throws InterruptedException {
        synchronized (ended) {
            if (ended.get() == before) {
                ended.wait(longest.toMillis());
            }
        }
    }

    /** The job of a partition, while it runs in the partition's epoch. */
    Optional<Job> running(PartitionKey key) {
        return store.find(key.job()).filter(job -> job.state() == JobState.RUNNING && job.epoch() == key.epoch());
    }

    List<JobErrors.Classified> failures(Job job) {
        return failures.of(job.id(), job.epoch());
    }

    void requireRunning(Job job) {
        if (!store.running(job.id(), job.epoch())) {
            throw new JobStopped(job.id());
        }
    }

    private static BatchStatus status(Map<Long, BatchStatus> states, StepExecution part) {
        return states.getOrDefault(part.getId(), BatchStatus.STARTING);
    }

    private Map<Long, BatchStatus> states(long execution) {
        Map<Long, BatchStatus> states = new HashMap<>();
        jdbc.sql("select step_execution_id, status from batch_step_execution where job_execution_id = ?")
                .param(execution)
                .query(row -> {
                    states.put(row.getLong("step_execution_id"), BatchStatus.valueOf(row.getString("status")));
                });
        return states;
    }
}
