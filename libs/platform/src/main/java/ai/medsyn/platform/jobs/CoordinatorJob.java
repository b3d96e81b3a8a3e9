package ai.medsyn.platform.jobs;

import org.jspecify.annotations.Nullable;

/**
 * Work that is a sequence of steps over other jobs and services. After a crash {@link #run} starts again from the top, in whichever
 * process revives it: every step must find what it did before (idempotency keys, unique names) and go on from there.
 */
public non-sealed interface CoordinatorJob<S> extends JobHandler<S> {

    /**
     * Does the work.
     *
     * @throws JobFailure when the job cannot succeed however often it is tried
     * @throws JobStopped when {@link CoordinatorProgress} found the job paused or cancelled
     */
    @Nullable
    Object run(JobRun<S> run, CoordinatorProgress progress) throws Exception;
}
