package ai.medsyn.gateway.datasets.web;

import ai.medsyn.gateway.datasets.DatasetOrders;
import ai.medsyn.gateway.datasets.DatasetPlans;
import ai.medsyn.platform.http.Conditional;
import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.jobs.web.JobResource;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.util.ArrayList;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@RequestMapping("/v1/datasets")
@Tag(name = "datasets", description = "Synthetic datasets: request, follow, version, read.")
class DatasetController {

    private static final String LISTING = "datasets";

    private final DatasetPlans plans;
    private final DatasetOrders orders;
    private final Datasets datasets;
    private final Accepted accepted;
    private final Validator validator;

    DatasetController(
            DatasetPlans plans, DatasetOrders orders, Datasets datasets, Accepted accepted, Validator validator) {
        this.plans = plans;
        this.orders = orders;
        this.datasets = datasets;
        this.accepted = accepted;
        this.validator = validator;
    }

    @PostMapping
    @Operation(
            summary = "Build a dataset",
            description =
                    "Answers 202 with the job that builds it; with dryRun 200 with an estimate and builds nothing.")
    ResponseEntity<?> build(
            @RequestBody DatasetRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        caller.require(Role.REQUESTER);
        DatasetPlans.Plan plan = plan(request, caller);
        if (Boolean.TRUE.equals(request.dryRun())) {
            return ResponseEntity.ok(orders.estimate(plan));
        }
        return accepted.job(orders.build(plan, caller, IdempotencyKey.check(idempotencyKey)));
    }

    @PostMapping("/preview")
    @Operation(summary = "Make four samples at once", description = "Nothing is stored; images come as base64 PNG.")
    Object preview(@RequestBody DatasetRequest request, Caller caller) {
        caller.require(Role.REQUESTER);
        return orders.preview(plan(request, caller), caller);
    }

    /** What the form breaks is told together with what the platform has to say against the rest. */
    private DatasetPlans.Plan plan(DatasetRequest request, Caller caller) {
        List<Violation> broken = new ArrayList<>(Violation.of(validator.validate(request)));
        broken.addAll(Wishes.contradictions(request));
        return plans.plan(Wishes.of(request), broken, caller);
    }

    @GetMapping
    @Operation(summary = "List datasets, newest first")
    Page<DatasetResource> list(PageRequest page, Caller caller) {
        Optional<Cursor> after = page.after(LISTING, 2);
        List<Dataset> rows = datasets.page(
                caller.team(),
                after.map(cursor -> cursor.instant(0)).orElse(null),
                after.map(cursor -> cursor.uuid(1)).orElse(null),
                page.fetch());
        return Page.of(rows, page, row -> Cursor.of(LISTING, row.createdAt(), row.id()))
                .map(DatasetResource::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One dataset version")
    ResponseEntity<DatasetResource> get(@PathVariable UUID id, Caller caller, WebRequest request) {
        Dataset dataset = datasets.require(new DatasetId(id), caller.team());
        return Conditional.get(request, id + "-" + dataset.state(), () -> DatasetResource.of(dataset));
    }

    @PostMapping("/{id}/versions")
    @Operation(
            summary = "Cut a new version with other thresholds",
            description = "Decides anew over stored measurements; no text and no image is generated again.")
    ResponseEntity<JobResource> recut(
            @PathVariable UUID id,
            @Valid @RequestBody RecutRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        caller.require(Role.REQUESTER);
        Dataset parent = datasets.require(new DatasetId(id), caller.team());
        return accepted.job(orders.recut(parent, request.wish(), caller, IdempotencyKey.check(idempotencyKey)));
    }

    @PostMapping("/{id}/what-if")
    @Operation(summary = "Try thresholds without writing anything")
    Object whatIf(@PathVariable UUID id, @Valid @RequestBody RecutRequest request, Caller caller) {
        Dataset dataset = datasets.require(new DatasetId(id), caller.team());
        return orders.whatIf(dataset, request.wish().thresholds(), caller);
    }
}
