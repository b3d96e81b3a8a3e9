package ai.medsyn.platform.jobs;

import java.time.Duration;
import java.util.Set;

/** What {@link Jobs} does not do, and why. */
public abstract sealed class JobRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private JobRefused(String message) {
        super(message);
    }

    /** No such job, or not one of this team's. */
    public static final class NotFound extends JobRefused {
        private static final long serialVersionUID = 1L;

        public NotFound(JobId id) {
            super("no job " + id + "; GET /v1/jobs lists yours");
        }
    }

    /** The job's state does not allow it. */
    public static final class WrongState extends JobRefused {
        private static final long serialVersionUID = 1L;

        /** @param request what was asked for, as in "cannot be" */
        public WrongState(JobId id, JobState found, String request, Set<JobState> expected) {
            super("job " + id + " is " + found + " and cannot be " + request + "; expected one of " + expected);
        }
    }

    /** The job on whose behalf another one is asked for was stopped. */
    public static final class ParentStopped extends JobRefused {
        private static final long serialVersionUID = 1L;

        public ParentStopped(JobId parent, JobState found) {
            super("job " + parent + " is " + found
                    + " and is given no further work; expected a job that was not stopped");
        }
    }

    /** The idempotency key was used for another request. */
    public static final class KeyReused extends JobRefused {
        private static final long serialVersionUID = 1L;

        public KeyReused(JobId first) {
            super("this Idempotency-Key already belongs to job " + first
                    + ", whose request was different; send a new key with a new request");
        }
    }

    /** The queue is full. */
    public static final class QueueFull extends JobRefused {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public QueueFull(String pool, int limit, Duration retryAfter) {
            super("the queue of pool " + pool + " holds " + limit + " jobs and takes no more now; retry in "
                    + retryAfter.toSeconds() + " s");
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
