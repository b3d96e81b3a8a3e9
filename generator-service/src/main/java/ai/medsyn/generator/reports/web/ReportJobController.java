package ai.medsyn.generator.reports.web;

import ai.medsyn.generator.reports.WriteSpec;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReportJobController {

    private final Accepted accepted;

    ReportJobController(Accepted accepted) {
        this.accepted = accepted;
    }

    @PostMapping("/v1/report-jobs")
    ResponseEntity<JobResource> submit(@Valid @RequestBody WriteSpec spec, JobRequest request) {
        return accepted.submit("reports.write", spec, request);
    }
}
