package ai.medsyn.gateway.trainings.web;

import ai.medsyn.gateway.trainings.TrainingOrders;
import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.jobs.web.JobResource;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.trainings.Training;
import ai.medsyn.platform.trainings.Trainings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "trainings", description = "Vision-language pre-training: request, follow, compare.")
class TrainingController {

    private static final String LISTING = "trainings";

    private final TrainingOrders orders;
    private final Trainings trainings;
    private final Accepted accepted;
    private final JsonMapper json;

    TrainingController(TrainingOrders orders, Trainings trainings, Accepted accepted, JsonMapper json) {
        this.orders = orders;
        this.trainings = trainings;
        this.accepted = accepted;
        this.json = json;
    }

    @PostMapping("/v1/trainings")
    @Operation(
            summary = "Pre-train a vision-language model",
            description = "Answers 202 with the job that trains it; the run has the job's id.")
    ResponseEntity<JobResource> train(
            @RequestBody TrainingRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        caller.require(Role.REQUESTER);
        return accepted.job(orders.order(request, caller, IdempotencyKey.check(idempotencyKey)));
    }

    @GetMapping("/v1/trainings")
    @Operation(summary = "List training runs, newest first")
    Page<TrainingResource> list(PageRequest page, Caller caller) {
        Optional<Cursor> after = page.after(LISTING, 2);
        List<Training> rows = trainings.page(
                caller.team(),
                after.map(cursor -> cursor.instant(0)).orElse(null),
                after.map(cursor -> cursor.uuid(1)).orElse(null),
                page.fetch());
        return Page.of(rows, page, row -> Cursor.of(LISTING, row.createdAt(), row.id()))
                .map(row -> TrainingResource.of(row, json));
    }

    @GetMapping("/v1/trainings/{id}")
    @Operation(summary = "One training run: what it was asked for")
    TrainingResource get(@PathVariable UUID id, Caller caller) {
        return TrainingResource.of(trainings.require(id, caller.team()), json);
    }

    @GetMapping("/v1/presets")
    @Operation(
            summary = "List the recipes of training with all their settings",
            description =
                    "Named after their source; variants faithful and corrected differ where official code has a defect.")
    Object presets(Caller caller) {
        return orders.presets(caller);
    }
}
