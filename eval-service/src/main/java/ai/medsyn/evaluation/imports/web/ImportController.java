package ai.medsyn.evaluation.imports.web;

import ai.medsyn.evaluation.imports.ImportSpec;
import ai.medsyn.evaluation.imports.Imports;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ImportController {

    private final Imports imports;
    private final Accepted accepted;

    ImportController(Imports imports, Accepted accepted) {
        this.imports = imports;
        this.accepted = accepted;
    }

    @PostMapping("/v1/dataset-imports")
    ResponseEntity<JobResource> submit(@Valid @RequestBody ImportSpec spec, JobRequest request) {
        imports.check(spec);
        return accepted.submit(Imports.KIND, spec, request);
    }
}
