package ai.medsyn.platform.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes a job from QUEUED to its end. What may pass (a store, a database, a service that is away) is tried again with growing pauses; what cannot
 * succeed ends the job at once. When the database itself is away the launch throws, and db-scheduler calls it again.
 */
@Component
class JobLauncher {

    private static final Logger LOG = LoggerFactory.getLogger(JobLauncher.class);
    /** A coordinator waits for other services to come back: about four minutes in all. */
    private static final int MORE_PATIENCE = 6;

    private final JobStore store;
    private final JobHandlers handlers;
    private final JobWork work;
    private final JobErrors errors;
    private final JobSettings settings;

    JobLauncher(JobStore store, JobHandlers handlers, JobWork work, JobErrors errors, JobSettings settings) {
        this.store = store;
        this.handlers = handlers;
        this.work = work;
        this.errors = errors;
        this.settings = settings;
    }

    void launch(JobId id) {
        Duration pause = settings.firstRetry();
        for (int tries = 0; ; tries++) {
            Job job = store.launch(id).orElse(null);
            if (job == null) {
                return;
            }
            JobHandler<?> handler = handlers.require(job.kind());
            int patience = settings.retries() + (handler instanceof CoordinatorJob ? MORE_PATIENCE : 0);
            JobErrors.Classified error = attempt(job, handler);
            if (error == null) {
                return;
            }
            if (error.permanent() || tries >= patience) {
                store.fail(job.id(), job.epoch(), error.failure());
                LOG.warn(
                        "job {} ({}) failed: {}",
                        id,
                        job.kind(),
                        error.failure().code());
                return;
            }
            LOG.info(
                    "job {} ({}) starts again in {}: {}",
                    id,
                    job.kind(),
                    pause,
                    error.failure().code());
            if (!sleep(pause)) {
                return;
            }
            pause = pause.multipliedBy(2);
        }
    }

    /** Null if the job ended, or is no longer this launch's business. */
    private JobErrors.@Nullable Classified attempt(Job job, JobHandler<?> handler) {
        try {
            return work.run(job, handler);
        } catch (JobStopped stopped) {
            LOG.info("job {} ({}) stopped", job.id(), job.kind());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the scheduler is stopping; job " + job.id() + " goes on elsewhere", e);
        } catch (Exception e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the scheduler is stopping; job " + job.id() + " goes on elsewhere", e);
            }
            return errors.classify(job.id(), e);
        }
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the scheduler is stopping", e);
        }
    }
}
