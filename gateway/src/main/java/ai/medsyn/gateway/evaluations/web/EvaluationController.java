package ai.medsyn.gateway.evaluations.web;

import ai.medsyn.gateway.evaluations.EvaluationOrders;
import ai.medsyn.gateway.evaluations.EvaluationReports;
import ai.medsyn.platform.evaluations.Evaluation;
import ai.medsyn.platform.evaluations.EvaluationMetric;
import ai.medsyn.platform.evaluations.Evaluations;
import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.jobs.web.JobResource;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "evaluations", description = "How good a model is, in numbers with intervals.")
class EvaluationController {

    private static final String LISTING = "evaluations";
    private static final String PATH = "/v1/evaluations";

    private final EvaluationOrders orders;
    private final EvaluationReports reports;
    private final Evaluations evaluations;
    private final Accepted accepted;

    EvaluationController(
            EvaluationOrders orders, EvaluationReports reports, Evaluations evaluations, Accepted accepted) {
        this.orders = orders;
        this.reports = reports;
        this.evaluations = evaluations;
        this.accepted = accepted;
    }

    @Schema(description = "An evaluation that has ended.")
    record Resource(
            UUID id,
            String task,

            @Schema(example = "model:my-encoders", description = "What was asked.")
            String subject,

            UUID dataset,

            @Schema(implementation = Object.class) @JsonRawValue
            String spec,

            @Schema(description = "Equal for equal questions about equal bytes.")
            String contentKey,

            Instant createdAt,

            @Schema(description = "Only where one evaluation is asked for.") @Nullable
            List<EvaluationMetric> metrics) {

        static Resource of(Evaluation evaluation, @Nullable List<EvaluationMetric> metrics) {
            return new Resource(
                    evaluation.id(),
                    evaluation.task(),
                    evaluation.subject(),
                    evaluation.dataset(),
                    evaluation.specJson(),
                    evaluation.contentKey(),
                    evaluation.createdAt(),
                    metrics);
        }
    }

    @PostMapping(PATH)
    @Operation(
            summary = "Evaluate a model on a dataset",
            description =
                    "Answers 202 with the job; its id is that of the evaluation, which is there once the job has SUCCEEDED.")
    ResponseEntity<JobResource> evaluate(
            @RequestBody EvaluationRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        caller.require(Role.REQUESTER);
        return accepted.job(orders.order(PATH, request, caller, IdempotencyKey.check(idempotencyKey)));
    }

    @GetMapping(PATH)
    @Operation(summary = "List evaluations that have ended, newest first")
    Page<Resource> list(PageRequest page, Caller caller) {
        Optional<Cursor> after = page.after(LISTING, 2);
        List<Evaluation> rows = evaluations.page(
                caller.team(),
                after.map(cursor -> cursor.instant(0)).orElse(null),
                after.map(cursor -> cursor.uuid(1)).orElse(null),
                page.fetch());
        return Page.of(rows, page, row -> Cursor.of(LISTING, row.createdAt(), row.id()))
                .map(row -> Resource.of(row, null));
    }

    @GetMapping(PATH + "/{id}")
    @Operation(summary = "One evaluation with all its numbers")
    Resource get(@PathVariable UUID id, Caller caller) {
        return Resource.of(evaluations.require(id, caller.team()), evaluations.metrics(id));
    }

    @GetMapping(PATH + "/{id}/report")
    @Operation(summary = "The report as JSON: numbers, counts, what was left out and why")
    ResponseEntity<byte[]> json(@PathVariable UUID id, Caller caller) throws IOException {
        return reports.file(evaluations.require(id, caller.team()), "report.json");
    }

    @GetMapping(PATH + "/{id}/report.md")
    @Operation(summary = "The report as Markdown tables")
    ResponseEntity<byte[]> markdown(@PathVariable UUID id, Caller caller) throws IOException {
        return reports.file(evaluations.require(id, caller.team()), "report.md");
    }

    @GetMapping(PATH + "/{id}/report.html")
    @Operation(summary = "The report as a page with charts and pictures, in one file")
    ResponseEntity<byte[]> page(@PathVariable UUID id, Caller caller) throws IOException {
        return reports.file(evaluations.require(id, caller.team()), "report.html");
    }

    @GetMapping(PATH + "/{id}/metrics.csv")
    @Operation(summary = "The numbers as CSV")
    ResponseEntity<byte[]> csv(@PathVariable UUID id, Caller caller) throws IOException {
        return reports.file(evaluations.require(id, caller.team()), "metrics.csv");
    }

    @GetMapping(PATH + "/{id}/roc.svg")
    @Operation(summary = "ROC curves as an SVG image")
    ResponseEntity<byte[]> roc(@PathVariable UUID id, Caller caller) throws IOException {
        return reports.file(evaluations.require(id, caller.team()), "roc.svg");
    }

    @GetMapping(PATH + "/{id}/files/{file}")
    @Operation(
            summary = "A file of the report",
            description = "By the names in the job's result, for example overlays that a task drew.")
    ResponseEntity<byte[]> file(@PathVariable UUID id, @PathVariable String file, Caller caller) throws IOException {
        return reports.file(evaluations.require(id, caller.team()), file);
    }

    @GetMapping(PATH + "/{id}/comparison")
    @Operation(
            summary = "Two evaluations that asked the same about the same films, compared film by film",
            description =
                    "Differences are first minus second, with intervals and p-values: DeLong for AUCs of single films, a bootstrap over patients else. 409 different-films or different-questions says what differs.")
    Object compare(
            @PathVariable UUID id,
            @RequestParam UUID with,
            @RequestParam(defaultValue = "0.95") double level,
            @RequestParam(defaultValue = "1000") int draws,
            @RequestParam(defaultValue = "0") long seed,
            Caller caller) {
        return orders.read(
                PATH + "/" + id + "/comparison?with=" + with + "&level=" + level + "&draws=" + draws + "&seed=" + seed,
                caller);
    }

    @GetMapping("/v1/zero-shot-questions")
    @Operation(summary = "Class lists and prompt sets that come with the platform")
    Object questions(Caller caller) {
        return orders.read("/v1/zero-shot-questions", caller);
    }
}
