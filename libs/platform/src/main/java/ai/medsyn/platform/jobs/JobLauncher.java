package ai.medsyn.platform.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
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
    /** Partitions whose process was stopped are no failure of the job: a rolling restart may stop many. */
    private static final int LOST_PATIENCE = 100;

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
        try (MDC.MDCCloseable ignored = MDC.putCloseable("job", id.toString())) {
            store.launch(id).ifPresent(this::launch);
        } catch (JobStopped stopped) {
            LOG.info("job {} stopped between two tries", id);
        }
    }

    private void launch(Job first) {
        JobHandler<?> handler = handlers.require(first.kind());
        int patience = settings.retries() + (handler instanceof CoordinatorJob ? MORE_PATIENCE : 0);
        Duration pause = settings.firstRetry();
        Job job = first;
        int tries = 0;
        int losses = 0;
        while (true) {
            JobErrors.Classified error = attempt(job, handler);
            if (error == null) {
                return;
            }
            String code = error.failure().code();
            boolean lost = code.equals(JobWork.LOST);
            if (error.permanent() || tries >= patience || losses >= LOST_PATIENCE) {
                store.fail(job.id(), job.epoch(), error.failure());
                LOG.warn("job {} ({}) failed: {}", job.id(), job.kind(), code);
                return;
            }
            LOG.info("job {} ({}) starts again in {}: {}", job.id(), job.kind(), pause, code);
            sleep(pause);
            tries += lost ? 0 : 1;
            losses += lost ? 1 : 0;
            pause = lost ? pause : pause.multipliedBy(2);
            job = store.relaunch(job.id(), job.epoch());
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
            // Whatever a launch trips over after another one took the job over is none of its business.
            return store.running(job.id(), job.epoch()) ? errors.classify(job.id(), e) : null;
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the scheduler is stopping", e);
        }
    }
}
