package ai.medsyn.gateway.evaluations.web;

import ai.medsyn.gateway.evaluations.EvaluationOrders;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.jobs.web.JobResource;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "evaluations", description = "How good a model is, in numbers with intervals.")
class QualityController {

    private static final String PATH = "/v1/quality-reports";

    private final EvaluationOrders orders;
    private final Accepted accepted;

    QualityController(EvaluationOrders orders, Accepted accepted) {
        this.orders = orders;
        this.accepted = accepted;
    }

    @Schema(description = "A dataset to examine. Only the dataset is needed.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Wish(
            @Schema(description = "A sealed dataset version.") @Nullable
            UUID dataset,

            @Schema(description = "A sealed version of real films: distances and memorisation are measured against it.")
            @Nullable
            UUID reference,

            @Schema(
                    description =
                            "A registered pair of encoders. Default: the film at 16 x 16 pixels, which knows no texts.")
            @Nullable
            String encoder,

            @Schema(description = "A checkpoint of a training run, in place of a registered pair.") @Nullable
            UUID checkpoint,

            @Nullable Settings settings) {}

    @Schema(description = "How much is looked at.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Settings(
            @Schema(example = "2000", description = "Films of each side, at most. Default 2000.") @Nullable
            Integer films,

            @Schema(example = "5", description = "Neighbour that gives the radius of precision and recall. Default 5.")
            @Nullable
            Integer neighbours,

            @Schema(example = "200", description = "Pairs of films for diversity. Default 200.") @Nullable
            Integer pairs,

            @Schema(description = "Seed of what is drawn. Default 0.") @Nullable
            Long seed) {}

    @PostMapping(PATH)
    @Operation(
            summary = "Examine a dataset without training on it",
            description =
                    "Answers 202 with the job; its result is the report, which is an evaluation of task dataset-quality: distances to real films, diversity, alignment of text and film, fidelity of entities, balance, memorisation.")
    ResponseEntity<JobResource> examine(
            @RequestBody Wish wish,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        caller.require(Role.REQUESTER);
        return accepted.job(orders.order(PATH, wish, caller, IdempotencyKey.check(idempotencyKey)));
    }
}
