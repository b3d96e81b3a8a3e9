package ai.medsyn.generator.images.web;

import ai.medsyn.generator.images.DrawSpec;
import ai.medsyn.generator.images.ImageJobKinds;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ImageJobController {

    private final Accepted accepted;
    private final ImageJobKinds kinds;

    ImageJobController(Accepted accepted, ImageJobKinds kinds) {
        this.accepted = accepted;
        this.kinds = kinds;
    }

    @PostMapping("/v1/image-jobs")
    ResponseEntity<JobResource> submit(@Valid @RequestBody DrawSpec spec, JobRequest request) {
        return accepted.submit(kinds.of(spec), spec, request);
    }
}
