package ai.medsyn.platform.jobs;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Submits jobs and changes their course. What it refuses, it refuses with a {@link JobRefused}. */
@Service
public class Jobs {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final JobStore store;
    private final JobHandlers handlers;
    private final JobJson json;
    private final JobSettings settings;
    private final JobScheduler scheduler;

    Jobs(JobStore store, JobHandlers handlers, JobJson json, JobSettings settings, JobScheduler scheduler) {
        this.store = store;
        this.handlers = handlers;
        this.json = json;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /** A job, and whether this submission made it or an earlier one with the same idempotency key did. */
    public record Submitted(Job job, boolean created) {}

    /**
     * Queues a job.
     *
     * @throws JobRefused.QueueFull if the pool's queue is full
     * @throws JobRefused.NotFound if the parent is not a job of the team
     * @throws JobRefused.ParentStopped if the parent is paused or cancelled
     * @throws JobRefused.KeyReused if the idempotency key belongs to a different request
     */
    @Transactional
    public Submitted submit(JobSubmission submission) {
        JobHandler<?> handler = handlers.require(submission.kind());
        String spec = Objects.requireNonNull(json.write(submission.spec()));
        String digest = json.digest(submission.kind(), spec);
        Optional<Job> first = earlier(submission, digest);
        if (first.isPresent()) {
            return new Submitted(first.get(), false);
        }
        if (submission.parent() != null) {
            requireWanted(submission.parent(), submission.team());
        }
        // Children of an admitted job are not refused: they would only make it fail half-way.
        if (store.lockQueue(handler.type().pool()) >= settings.maxQueued() && submission.parent() == null) {
            throw new JobRefused.QueueFull(handler.type().pool(), settings.maxQueued(), RETRY_AFTER);
        }
        JobId id = new JobId(UUID.randomUUID());
        if (!store.insert(id, submission, handler, spec, digest)) {
            return new Submitted(earlier(submission, digest).orElseThrow(), false);
        }
        Job job = store.find(id).orElseThrow();
        scheduler.schedule(job);
        return new Submitted(job, true);
    }

    /** Whoever stops a job stops the children that it has: one that it gets meanwhile would run on without it. */
    private void requireWanted(JobId parent, String team) {
        require(parent, team);
        JobState state = store.hold(parent);
        if (state == JobState.PAUSED || state == JobState.CANCELLED) {
            throw new JobRefused.ParentStopped(parent, state);
        }
    }

    private Optional<Job> earlier(JobSubmission submission, String digest) {
        String key = submission.idempotencyKey();
        if (key == null) {
            return Optional.empty();
        }
        return store.keyOwner(submission.team(), submission.kind(), key).map(owner -> {
            if (!owner.requestDigest().equals(digest)) {
                throw new JobRefused.KeyReused(owner.job());
            }
            return store.find(owner.job()).orElseThrow();
        });
    }

    /** A job of a team. */
    @Transactional(readOnly = true)
    public Job require(JobId id, String team) {
        return store.find(id).filter(job -> job.team().equals(team)).orElseThrow(() -> new JobRefused.NotFound(id));
    }

    /** Ends a job and its children at their next block. Cancelling a cancelled job changes nothing. */
    @Transactional
    public Job cancel(JobId id, String team) {
        return change(id, team, JobState.CANCELLED, "cancelled");
    }

    /** Stops a job and its children at their next block; {@link #resume} goes on from there. */
    @Transactional
    public Job pause(JobId id, String team) {
        return change(id, team, JobState.PAUSED, "paused");
    }

    /** Lets a paused job and its children go on. */
    @Transactional
    public Job resume(JobId id, String team) {
        Job job = require(id, team);
        if (job.state() == JobState.QUEUED || job.state() == JobState.RUNNING) {
            return job;
        }
        if (job.state() != JobState.PAUSED) {
            throw new JobRefused.WrongState(id, job.state(), "resumed", Set.of(JobState.PAUSED));
        }
        return requeue(job);
    }

    /** Runs a failed job again; what it and its children have finished stays finished. */
    @Transactional
    public Job retry(JobId id, String team) {
        Job job = require(id, team);
        if (job.state() != JobState.FAILED) {
            throw new JobRefused.WrongState(id, job.state(), "retried", Set.of(JobState.FAILED));
        }
        return requeue(job);
    }

    private Job requeue(Job job) {
        for (Job child : store.children(job.id())) {
            if (child.state() == JobState.PAUSED || child.state() == JobState.FAILED) {
                requeue(child);
            }
        }
        boolean changed = store.transition(job.id(), JobState.QUEUED);
        Job now = store.find(job.id()).orElseThrow();
        if (changed) {
            scheduler.schedule(now);
        }
        return now;
    }

    private Job change(JobId id, String team, JobState next, String request) {
        Job job = require(id, team);
        if (job.state() == next) {
            return job;
        }
        if (!store.transition(id, next)) {
            throw new JobRefused.WrongState(id, require(id, team).state(), request, JobState.before(next));
        }
        for (Job child : store.children(id)) {
            if (child.state().mayBecome(next)) {
                change(child.id(), team, next, request);
            }
        }
        return store.find(id).orElseThrow();
    }
}
