package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.jobs.JobReader;
import ai.medsyn.platform.jobs.JobRefused;
import ai.medsyn.platform.jobs.Jobs;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The answer to a request that became a job. */
@Component
public class Accepted {

    /** Says {@code true} where an earlier request with the same key had made the job. */
    public static final String REPLAYED_HEADER = "Idempotency-Replayed";

    private final Jobs jobs;
    private final JobReader reader;
    private final JobResources resources;

    Accepted(Jobs jobs, JobReader reader, JobResources resources) {
        this.jobs = jobs;
        this.reader = reader;
        this.resources = resources;
    }

    /** Queues a job for the caller and answers with it. */
    public ResponseEntity<JobResource> submit(String kind, Object spec, JobRequest request) {
        return job(jobs.submit(request.submission(kind, spec)));
    }

    /** 202 with the job's address and resource; the same for a repeated request, so that a client need not tell them apart. */
    public ResponseEntity<JobResource> job(Jobs.Submitted submitted) {
        var id = submitted.job().id();
        JobReader.Seen seen = reader.find(id).orElseThrow(() -> new JobRefused.NotFound(id));
        var answer = ResponseEntity.status(HttpStatus.ACCEPTED).location(URI.create("/v1/jobs/" + id));
        if (!submitted.created()) {
            answer.header(REPLAYED_HEADER, "true");
        }
        return answer.body(resources.of(seen));
    }
}
