package ai.medsyn.generator.reports.web;

import ai.medsyn.generator.reports.imports.ImportSpec;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReportImportController {

    private final Accepted accepted;

    ReportImportController(Accepted accepted) {
        this.accepted = accepted;
    }

    @PostMapping("/v1/report-imports")
    ResponseEntity<JobResource> submit(@Valid @RequestBody ImportSpec spec, JobRequest request) {
        return accepted.submit("reports.import", spec, request);
    }
}
