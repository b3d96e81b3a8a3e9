package ai.medsyn.gateway.datasets.web;

import ai.medsyn.platform.lineage.SamplingSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request for a synthetic dataset. What is left out gets the default that its description names. */
@Schema(description = "A dataset to build. Only name and count (or a report set) are needed.")
record DatasetRequest(
        @Schema(
                example = "balanced-cxr",
                description = "Your name for the dataset; building it again makes a new version.")
        @NotNull
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
                message =
                        "must be 1 to 100 letters, digits, dots, hyphens or underscores, starting with a letter or digit")
        String name,

        @Schema(
                example = "64",
                description = "Accepted samples wanted. With a report set: at most so many; default all.")
        @Min(1)
        @Max(1_000_000)
        @Nullable
        Integer count,

        @Schema(example = "7", description = "Decides everything that the request leaves open. Default 0.") @Nullable
        Long seed,

        @Valid @Nullable Reports reports,
        @Valid @Nullable Images images,
        @Valid @Nullable Curation curation,

        @Schema(
                example = "{\"train\":0.8,\"validate\":0.1,\"test\":0.1}",
                description = "Fraction by split, adding up to 1.")
        @Size(max = 10)
        @Nullable
        Map<String, @NotNull Double> splits,

        @Schema(example = "[\"folder\",\"webdataset\"]", description = "Formats to package. Default: all.")
        @Size(max = 10)
        @Nullable
        List<@NotNull String> exports,

        @Schema(description = "When to give up topping up. Default four times count, at least count + 50.")
        @Min(1)
        @Max(4_000_000)
        @Nullable
        Integer maxCandidates,

        @Schema(description = "True to learn whether the request is feasible and what it takes, without building.")
        @Nullable
        Boolean dryRun) {

    @Schema(description = "Where the reports come from: sampled and written, or a report set of real ones.")
    record Reports(
            @Schema(example = "grammar-2", description = "Model id of the writer. Default grammar-2.")
            @Size(max = 200)
            @Nullable
            String writer,

            @Valid @Nullable Sampling sampling,

            @Schema(description = "Id of a report set: one image per real report.") @Nullable
            UUID reportSet) {}

    @Schema(description = "Balanced sampling of clinical entities (SynCXR).")
    record Sampling(
            @Schema(example = "3", description = "Clinical entities per report, k. Default 3.")
            @Min(1)
            @Max(20)
            @Nullable
            Integer clinical,

            @Schema(example = "1", description = "Anatomical entities per report, m. Default 1.")
            @Min(0)
            @Max(10)
            @Nullable
            Integer anatomy,

            @Schema(
                    example = "15",
                    description =
                            "Cap on the uses of one entity, tau_max. Default 15, or more where 15 cannot suffice.")
            @Min(1)
            @Max(10_000_000)
            @Nullable
            Integer maxUse,

            @Schema(description = "BALANCED (default) or NATURAL: as often as the bank's source mentions an entity.")
            SamplingSpec.@Nullable Weighting weighting,

            @Schema(
                    example = "{\"DISEASE:pneumonia\":0.1}",
                    description =
                            "Share of reports that state a clinical entity, above 0 and up to 1, by CATEGORY:name; the other places are filled by the weighting.")
            @Size(max = 200)
            @Nullable
            Map<String, @NotNull Double> prevalences,

            @Schema(
                    example = "open-i@1",
                    description = "Entity bank: id, name@version or name. Default: the built-in lexicon.")
            @Size(max = 120)
            @Nullable
            String entityBank) {}

    @Schema(description = "How images are drawn.")
    record Images(
            @Schema(example = "phantom-6", description = "Model id of the generator. Default phantom-6.")
            @Size(max = 200)
            @Nullable
            String generator,

            @Schema(
                    example = "512",
                    description =
                            "Width and height in pixels, a multiple of what the model needs (8; 64 for Stable Diffusion). Default: the model's own, else 512.")
            @Min(256)
            @Max(1024)
            @Nullable
            Integer size,

            @Schema(
                    description =
                            "Diffusion models: steps of the scheduler, 1 to the training's. Default: the model's, else 50.")
            @Nullable
            Integer steps,

            @Schema(
                    description =
                            "Diffusion models: 0 to 50, 1 or less for no guidance. Default: the model's, else 7.5.")
            @Nullable
            Double guidanceScale,

            @Schema(description = "Diffusion models: 0 to 1, against washed-out images of strong guidance. Default 0.")
            @Nullable
            Double guidanceRescale,

            @Schema(
                    description =
                            "Diffusion models: ddim, pndm, dpmpp-2m, euler, euler-ancestral or unipc. Default: the model's own.")
            @Size(max = 40)
            @Nullable
            String scheduler,

            @Schema(description = "Diffusion models: what images are to be unlike. Default: the model's, else empty.")
            @Size(max = 1000)
            @Nullable
            String negativePrompt,

            @Schema(
                    description =
                            "Diffusion models: root/path of a safetensors file with a tensor latents [N, channels, height/8, width/8]; candidate k begins with row k modulo N. Default: latents from each sample's seed.")
            @Size(max = 500)
            @Nullable
            String latents) {}

    @Schema(description = "Curation thresholds that differ from the defaults; GET /v1/policies lists them.")
    record Curation(@Size(max = 50) @Nullable Map<String, Double> thresholds) {}
}
