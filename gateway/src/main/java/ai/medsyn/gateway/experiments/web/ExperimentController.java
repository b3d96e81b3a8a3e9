package ai.medsyn.gateway.experiments.web;

import ai.medsyn.gateway.experiments.BuiltInExperiments;
import ai.medsyn.gateway.experiments.Experiment;
import ai.medsyn.gateway.experiments.ExperimentOrders;
import ai.medsyn.gateway.experiments.ExperimentRequest;
import ai.medsyn.gateway.experiments.PublishedResults;
import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "experiments", description = "Grids of trainings and evaluations whose result is a table.")
class ExperimentController {

    private static final String LISTING = "experiments";
    private static final String PATH = "/v1/experiments";

    private final ExperimentOrders orders;
    private final ExperimentViews views;
    private final BuiltInExperiments builtIn;
    private final PublishedResults published;
    private final Accepted accepted;

    ExperimentController(
            ExperimentOrders orders,
            ExperimentViews views,
            BuiltInExperiments builtIn,
            PublishedResults published,
            Accepted accepted) {
        this.orders = orders;
        this.views = views;
        this.builtIn = builtIn;
        this.published = published;
        this.accepted = accepted;
    }

    @PostMapping(PATH)
    @Operation(
            summary = "Run an experiment",
            description =
                    "Answers 202 with the job that runs it; the experiment has the job's id. With dryRun 200 with what it takes.")
    ResponseEntity<?> run(
            @RequestBody ExperimentRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        caller.require(Role.REQUESTER);
        if (Boolean.TRUE.equals(request.dryRun())) {
            return ResponseEntity.ok(orders.estimate(request, caller));
        }
        return accepted.job(orders.order(request, caller, IdempotencyKey.check(idempotencyKey)));
    }

    @GetMapping(PATH)
    @Operation(summary = "List experiments, newest first")
    Page<ExperimentResource> list(PageRequest page, Caller caller) {
        Optional<Cursor> after = page.after(LISTING, 2);
        List<Experiment> rows = views.page(
                caller.team(),
                after.map(cursor -> cursor.instant(0)).orElse(null),
                after.map(cursor -> cursor.uuid(1)).orElse(null),
                page.fetch());
        Page<Experiment> found = Page.of(rows, page, row -> Cursor.of(LISTING, row.createdAt(), row.id()));
        return new Page<>(views.summaries(found.items()), found.nextCursor());
    }

    @GetMapping(PATH + "/{id}")
    @Operation(
            summary = "One experiment with its runs",
            description = "Every training and evaluation with its state, its error, and the ids behind it.")
    ExperimentResource get(@PathVariable UUID id, Caller caller) {
        return views.whole(views.require(id, caller.team()));
    }

    @GetMapping("/v1/built-in-experiments")
    @Operation(
            summary = "Experiments that come along",
            description = "The request that each name stands for: a template for your own.")
    Map<String, ExperimentRequest> builtIn(Caller caller) {
        return new TreeMap<>(builtIn.all());
    }

    @GetMapping("/v1/published-results")
    @Operation(
            summary = "Numbers that papers printed",
            description = "A versioned resource; a task of an experiment may name one of its columns.")
    PublishedResults.Library published(Caller caller) {
        return published.library();
    }
}
