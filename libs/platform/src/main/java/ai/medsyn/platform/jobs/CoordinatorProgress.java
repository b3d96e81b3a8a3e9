package ai.medsyn.platform.jobs;

/** How a {@link CoordinatorJob} tells what it has done, and learns that it should stop. */
public interface CoordinatorProgress {

    /**
     * Records absolute progress.
     *
     * @param done units done so far, {@code 0 <= done <= total}
     * @param total units to do, as known now
     * @param phase what is being done now, for people
     * @throws JobStopped when the job is no longer RUNNING
     */
    void report(long done, long total, String phase);

    /**
     * To be called while waiting.
     *
     * @throws JobStopped when the job is no longer RUNNING
     */
    void checkpoint();
}
