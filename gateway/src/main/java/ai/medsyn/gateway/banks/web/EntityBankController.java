package ai.medsyn.gateway.banks.web;

import ai.medsyn.gateway.banks.BankOrders;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import ai.medsyn.radiology.EntityCategory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/v1/entity-banks")
@Tag(
        name = "entity banks",
        description = "What reports may be asked to say: entities and how often real reports mention them.")
class EntityBankController {

    private static final String BANKS = "/v1/entity-banks/";
    private static final String SVG = "image/svg+xml";
    /** An id, a name, or name@version. */
    private static final String REFERENCE = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}(@[1-9][0-9]{0,8})?";

    private static final String REFERENCE_RULE = "must be the id of a bank, its name, or name@version";

    private final BankOrders orders;

    EntityBankController(BankOrders orders) {
        this.orders = orders;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Build an entity bank",
            description = "Reads a report set, or takes the built-in lexicon. Answers 202 with the job that builds it.")
    ResponseEntity<JsonNode> build(
            @Valid @RequestBody BankRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        caller.require(Role.REQUESTER);
        return accepted(orders.build(request.name(), request.reportSet(), IdempotencyKey.check(key), caller));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Build an entity bank from a list",
            description =
                    "A CSV with the columns category and name, and reports where counts are known; for example the entities that RaTE-NER"
                            + " found in your own corpus. Synonyms of the lexicon are unified; rows that are left out are counted by reason.")
    ResponseEntity<JsonNode> upload(
            @RequestParam
                    @Pattern(
                            regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
                            message = "must be 1 to 100 letters, digits, dots, hyphens or underscores")
                    String name,
            @RequestParam MultipartFile file,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        caller.require(Role.REQUESTER);
        return accepted(orders.build(name, file, IdempotencyKey.check(key), caller));
    }

    static ResponseEntity<JsonNode> accepted(JsonNode job) {
        return ResponseEntity.accepted()
                .location(URI.create("/v1/jobs/" + job.get("id").asString()))
                .body(job);
    }

    @GetMapping
    @Operation(summary = "Entity banks by name, the latest version of each first")
    JsonNode list(PageRequest page, Caller caller) {
        return orders.get("/v1/entity-banks", Map.of(), page, caller);
    }

    @GetMapping("/{reference}")
    @Operation(summary = "An entity bank, by id, name@version, or name for its latest version")
    JsonNode get(@PathVariable @Pattern(regexp = REFERENCE, message = REFERENCE_RULE) String reference, Caller caller) {
        return orders.get(BANKS + reference, Map.of(), null, caller);
    }

    @GetMapping("/{reference}/statistics")
    @Operation(
            summary = "Counts, long tail and co-occurrence of a bank",
            description =
                    "Per category: entities, mentions, entities mentioned once, the fewest entities with half and 90 % of the mentions, Zipf exponent,"
                            + " entropy (bits), evenness, Gini, and the 50 most mentioned; and the pairs that most often stand in one report.")
    JsonNode statistics(
            @PathVariable @Pattern(regexp = REFERENCE, message = REFERENCE_RULE) String reference, Caller caller) {
        return orders.get(BANKS + reference + "/statistics", Map.of(), null, caller);
    }

    @GetMapping("/{reference}/entities")
    @Operation(summary = "The entities of a bank: by category, the most mentioned first")
    JsonNode entities(
            @PathVariable @Pattern(regexp = REFERENCE, message = REFERENCE_RULE) String reference,
            @RequestParam(required = false) @Nullable EntityCategory category,
            PageRequest page,
            Caller caller) {
        return orders.get(
                BANKS + reference + "/entities",
                category == null ? Map.of() : Map.of("category", category),
                page,
                caller);
    }

    @GetMapping(path = "/{reference}/plots/rank-frequency", produces = SVG)
    @Operation(summary = "Mentions over rank, both logarithmic, one line a category")
    byte[] rankFrequency(
            @PathVariable @Pattern(regexp = REFERENCE, message = REFERENCE_RULE) String reference, Caller caller) {
        return orders.plot(BANKS + reference + "/plots/rank-frequency", Map.of(), caller);
    }

    @GetMapping(path = "/{reference}/plots/co-occurrence", produces = SVG)
    @Operation(summary = "Which entities stand together in one report")
    byte[] coOccurrence(
            @PathVariable @Pattern(regexp = REFERENCE, message = REFERENCE_RULE) String reference, Caller caller) {
        return orders.plot(BANKS + reference + "/plots/co-occurrence", Map.of(), caller);
    }

    @GetMapping(path = "/{reference}/plots/top", produces = SVG)
    @Operation(summary = "The 50 most mentioned entities of a category")
    byte[] top(
            @PathVariable @Pattern(regexp = REFERENCE, message = REFERENCE_RULE) String reference,
            @RequestParam EntityCategory category,
            Caller caller) {
        return orders.plot(BANKS + reference + "/plots/top", Map.of("category", category), caller);
    }
}
