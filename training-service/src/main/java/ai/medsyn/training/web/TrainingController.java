package ai.medsyn.training.web;

import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import ai.medsyn.training.runs.Forecasts;
import ai.medsyn.training.runs.TrainingOrders;
import ai.medsyn.training.runs.TrainingWish;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1")
class TrainingController {

    private final TrainingOrders orders;
    private final Accepted accepted;

    TrainingController(TrainingOrders orders, Accepted accepted) {
        this.orders = orders;
        this.accepted = accepted;
    }

    @PostMapping("/trainings")
    ResponseEntity<JobResource> train(@RequestBody TrainingWish wish, JobRequest request) {
        return accepted.job(orders.order(
                wish,
                request.caller().team(),
                (kind, spec) -> JobSubmission.of(kind, spec, request.caller().team())
                        .withIdempotencyKey(request.idempotencyKey())
                        .withParent(request.parent())));
    }

    @PostMapping("/training-plans")
    Forecasts.Forecast plan(@RequestBody TrainingWish wish, JobRequest request) {
        return orders.forecast(wish, request.caller().team());
    }

    @GetMapping("/presets")
    Map<String, Object> presets() {
        return orders.presets();
    }
}
