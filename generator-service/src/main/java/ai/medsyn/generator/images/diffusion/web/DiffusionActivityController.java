package ai.medsyn.generator.images.diffusion.web;

import ai.medsyn.generator.images.diffusion.DiffusionActivity;
import ai.medsyn.platform.http.RequestRefused;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What diffusion models are doing now. */
@RestController
class DiffusionActivityController {

    private final DiffusionActivity activity;

    DiffusionActivityController(DiffusionActivity activity) {
        this.activity = activity;
    }

    record Activity(List<DiffusionActivity.Progress> batches) {}

    @GetMapping("/v1/diffusion/activity")
    Activity now() {
        return new Activity(activity.now());
    }

    @GetMapping(path = "/v1/diffusion/activity/{model}/preview", produces = MediaType.IMAGE_PNG_VALUE)
    byte[] preview(@PathVariable String model) {
        return activity.preview(model)
                .orElseThrow(() -> RequestRefused.notFound(
                        "no-preview",
                        "A batch of model '" + model
                                + "' at work was expected, found none; see GET /v1/diffusion/activity."));
    }
}
