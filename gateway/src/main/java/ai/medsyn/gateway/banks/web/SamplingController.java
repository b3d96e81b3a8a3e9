package ai.medsyn.gateway.banks.web;

import ai.medsyn.gateway.banks.BankOrders;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Map;
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
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/v1/entity-samplings")
@Tag(name = "entity samplings", description = "Balanced entity sets without reports.")
class SamplingController {

    private final BankOrders orders;

    SamplingController(BankOrders orders) {
        this.orders = orders;
    }

    @PostMapping
    @Operation(
            summary = "Sample entity sets",
            description =
                    "Refused with 422 where the cap leaves too few uses. The job's result tells the balance that was reached.")
    ResponseEntity<JsonNode> sample(
            @Valid @RequestBody SamplingRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        caller.require(Role.REQUESTER);
        return EntityBankController.accepted(orders.sample(request.question(), IdempotencyKey.check(key), caller));
    }

    @GetMapping("/{job}/sets")
    @Operation(summary = "The sampled sets by ordinal, clinical entities first")
    JsonNode sets(@PathVariable UUID job, PageRequest page, Caller caller) {
        return orders.get("/v1/entity-samplings/" + job + "/sets", Map.of(), page, caller);
    }
}
