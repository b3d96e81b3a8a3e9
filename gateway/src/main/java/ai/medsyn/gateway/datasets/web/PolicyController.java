package ai.medsyn.gateway.datasets.web;

import ai.medsyn.gateway.datasets.Thresholds;
import ai.medsyn.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "curation", description = "What curation measures, and where it draws its lines.")
class PolicyController {

    private final Thresholds thresholds;

    PolicyController(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    @GetMapping("/v1/policies")
    @Operation(summary = "List the curation policies with default thresholds, units and meaning")
    Object policies(Caller caller) {
        return thresholds.policies(caller);
    }
}
