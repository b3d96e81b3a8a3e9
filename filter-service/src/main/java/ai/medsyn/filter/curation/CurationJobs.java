package ai.medsyn.filter.curation;

import ai.medsyn.filter.policies.InvalidThresholds;
import ai.medsyn.filter.policies.Thresholds;
import ai.medsyn.filter.policies.Thresholds.ReportOrigin;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import org.springframework.stereotype.Service;

/** Queues measuring and deciding. */
@Service
public class CurationJobs {

    private final Jobs jobs;

    CurationJobs(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Queues a measuring job. */
    public Jobs.Submitted measure(CurationMeasurement spec, Submitter submitter) {
        return jobs.submit(submitter.submission(CurationMeasureJob.KIND, spec));
    }

    /**
     * Queues a deciding job.
     *
     * @throws InvalidThresholds if a threshold is unknown or out of its range
     */
    public Jobs.Submitted decide(CurationDecision spec, Submitter submitter) {
        Thresholds.initial(ReportOrigin.WRITTEN).with(spec.thresholds());
        return jobs.submit(submitter.submission(CurationDecideJob.KIND, spec));
    }

    /** Whoever wants a job: completes a submission with team, idempotency key and parent. */
    @FunctionalInterface
    public interface Submitter {
        JobSubmission submission(String kind, Object spec);
    }
}
