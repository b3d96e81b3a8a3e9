package ai.medsyn.platform.jobs;

/** A job that was paused or cancelled while it ran: its handler unwinds; nothing more of it may commit. */
public final class JobStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobStopped(JobId job) {
        super("job " + job + " is no longer running");
    }
}
