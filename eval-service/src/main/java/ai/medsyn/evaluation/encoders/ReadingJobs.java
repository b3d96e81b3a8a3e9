package ai.medsyn.evaluation.encoders;

import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.trainings.Checkpoints;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Queues jobs that read a checkpoint. Its training may go on meanwhile, and must not remove the files that wait to be read. */
@Component
public class ReadingJobs {

    private final Jobs jobs;
    private final Checkpoints checkpoints;

    ReadingJobs(Jobs jobs, Checkpoints checkpoints) {
        this.jobs = jobs;
        this.checkpoints = checkpoints;
    }

    /**
     * Queues a job.
     *
     * @param checkpoint what it reads; null if it reads none
     * @throws ai.medsyn.platform.http.RequestRefused 409 {@code checkpoint-dropped} if its files are gone
     */
    @Transactional
    public Jobs.Submitted submit(JobSubmission submission, @Nullable UUID checkpoint) {
        Jobs.Submitted submitted = jobs.submit(submission);
        if (submitted.created() && checkpoint != null) {
            checkpoints.hold(checkpoint, submitted.job().id());
        }
        return submitted;
    }
}
