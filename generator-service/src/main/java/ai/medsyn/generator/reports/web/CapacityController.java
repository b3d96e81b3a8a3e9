package ai.medsyn.generator.reports.web;

import ai.medsyn.generator.reports.Capacity;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
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

    /** A sampling to try; without maxUse the smallest sensible cap is chosen, without bank the built-in lexicon. */
    record Question(
            @Min(1) @Max(1_000_000) int count,
            @Min(1) @Max(20) int clinical,
            @Min(0) @Max(10) int anatomy,
            @Min(1) @Nullable Integer maxUse,
            SamplingSpec.@Nullable Weighting weighting,
            @Size(max = 200) @Nullable Map<String, Double> prevalences,
            @Size(max = 120) @Nullable String bank,
            @Size(max = 200) @Nullable String writer) {

        Capacity.Question asked() {
            return new Capacity.Question(
                    count,
                    clinical,
                    anatomy,
                    maxUse,
                    Objects.requireNonNullElse(weighting, SamplingSpec.Weighting.BALANCED),
                    Objects.requireNonNullElse(prevalences, Map.of()),
                    bank,
                    writer);
        }
    }

    @PostMapping("/v1/capacity")
    Capacity.Answer capacity(@Valid @RequestBody Question question, Caller caller) {
        return capacity.answer(question.asked(), caller.team());
    }
}
