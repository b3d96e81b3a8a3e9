package ai.medsyn.gateway.models.web;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/diffusion/activity")
@Tag(name = "models", description = "Writers, generators, extractors, judges and encoders, and what they are doing.")
class DiffusionActivityController {

    private final ServiceClients clients;

    DiffusionActivityController(ServiceClients clients) {
        this.clients = clients;
    }

    /** A batch of images at work. */
    record Batch(
            String model,
            int step,
            int steps,
            int batch,
            int width,
            int height,
            double secondsPerStep,
            double imagesPerSecond,
            double queueSeconds,
            Instant startedAt) {}

    record Activity(List<Batch> batches) {}

    @GetMapping
    @Operation(summary = "Which images diffusion models are denoising, and at which step they are")
    Activity now(Caller caller) {
        Activity activity = clients.service("generator", caller)
                .get()
                .uri("/v1/diffusion/activity")
                .retrieve()
                .body(Activity.class);
        return activity == null ? new Activity(List.of()) : activity;
    }

    @GetMapping(path = "/{model}/preview", produces = MediaType.IMAGE_PNG_VALUE)
    @Operation(summary = "The first image of the batch that a model is at, as it is now")
    ResponseEntity<byte[]> preview(@PathVariable String model, Caller caller) {
        byte[] png = clients.patientGenerator(caller)
                .get()
                .uri("/v1/diffusion/activity/{model}/preview", model)
                .retrieve()
                .body(byte[].class);
        return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(png);
    }
}
