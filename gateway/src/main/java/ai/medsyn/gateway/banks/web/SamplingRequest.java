package ai.medsyn.gateway.banks.web;

import ai.medsyn.platform.lineage.SamplingSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Schema(description = "Entity sets to sample, for reports that are written elsewhere.")
record SamplingRequest(
        @Schema(example = "1000") @Min(1) @Max(1_000_000) @NotNull
        Integer count,

        @Schema(example = "9", description = "Clinical entities per set, k.") @Min(1) @Max(20) @NotNull
        Integer clinical,

        @Schema(example = "3", description = "Anatomical entities per set, m.") @Min(0) @Max(10) @NotNull
        Integer anatomy,

        @Schema(
                example = "15",
                description = "Cap on the uses of one entity. Default 15, or more where 15 cannot suffice.")
        @Min(1)
        @Max(10_000_000)
        @Nullable
        Integer maxUse,

        @Schema(description = "BALANCED (default) or NATURAL: as often as the bank's source mentions an entity.")
        SamplingSpec.@Nullable Weighting weighting,

        @Schema(
                example = "{\"DISEASE:pneumonia\":0.1}",
                description = "Share of sets that hold a clinical entity, above 0 and up to 1, by CATEGORY:name.")
        @Size(max = 200)
        @Nullable
        Map<String, @NotNull Double> prevalences,

        @Schema(
                example = "open-i@1",
                description = "Entity bank: id, name@version or name. Default: the built-in lexicon.")
        @Size(max = 120)
        @Nullable
        String entityBank,

        @Schema(example = "7", description = "Decides what is drawn. Default 0.") @Nullable
        Long seed) {

    Map<String, Object> question() {
        Map<String, Object> question = new HashMap<>();
        question.put("count", count);
        question.put("clinical", clinical);
        question.put("anatomy", anatomy);
        question.put("maxUse", maxUse);
        question.put("weighting", weighting);
        question.put("prevalences", prevalences);
        question.put("bank", entityBank);
        question.put("seed", seed == null ? 0 : seed);
        return question;
    }
}
