package ai.medsyn.evaluation.quality.web;

import ai.medsyn.evaluation.encoders.ReadingJobs;
import ai.medsyn.evaluation.quality.QualityOrders;
import ai.medsyn.evaluation.quality.QualitySpec;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QualityController {

    private final QualityOrders orders;
    private final ReadingJobs jobs;
    private final Accepted accepted;

    QualityController(QualityOrders orders, ReadingJobs jobs, Accepted accepted) {
        this.orders = orders;
        this.jobs = jobs;
        this.accepted = accepted;
    }

    @PostMapping("/v1/quality-reports")
    ResponseEntity<JobResource> submit(@Valid @RequestBody QualitySpec spec, JobRequest request) {
        orders.check(spec, request.caller().team());
        return accepted.job(jobs.submit(request.submission(QualityOrders.KIND, spec), spec.checkpoint()));
    }
}
