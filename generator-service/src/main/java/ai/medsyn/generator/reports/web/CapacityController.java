package ai.medsyn.generator.reports.web;

import ai.medsyn.generator.reports.Capacity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CapacityController {

    private final Capacity capacity;

    CapacityController(Capacity capacity) {
        this.capacity = capacity;
    }

    /** A sampling to try; without maxUse the smallest sensible cap is chosen. */
    record Question(
            @Min(1) @Max(1_000_000) int count,
            @Min(1) @Max(20) int clinical,
            @Min(0) @Max(10) int anatomy,
            @Min(1) @Nullable Integer maxUse) {}

    @PostMapping("/v1/capacity")
    Capacity.Answer capacity(@Valid @RequestBody Question question) {
        return capacity.answer(question.count(), question.clinical(), question.anatomy(), question.maxUse());
    }
}
