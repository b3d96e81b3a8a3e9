package ai.medsyn.gateway.trainings.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request for a training run. Only types are checked here: training-service reports everything that is wrong with it at once. */
@Schema(description = "A vision-language model to pre-train. Only datasets and preset are needed.")
record TrainingRequest(
        @Schema(example = "convirt-on-demo", description = "Your name for the run. Default: the preset's.") @Nullable
        String name,

        @Schema(description = "Sealed dataset versions to train on, at least one.") @Nullable
        List<Source> datasets,

        @Schema(
                example = "convirt-mgca/corrected",
                description =
                        "The recipe; GET /v1/presets lists them. A suffix /faithful or /corrected names a variant.")
        @Nullable
        String preset,

        @Schema(
                example = "{\"batchSize\":32,\"learningRate\":1e-4}",
                description = "Settings that differ from the preset's; GET /v1/presets lists their names.")
        @Nullable
        Map<String, Object> overrides,

        @Nullable Encoders encoders,
        @Nullable Budget budget,

        @Schema(example = "7", description = "Decides initial weights, order and augmentation. Default 0.") @Nullable
        Long seed,

        @Nullable Data data,

        @Schema(example = "1", description = "Processes that share each batch (data parallelism), 1 to 64. Default 1.")
        @Nullable
        Integer processes) {

    @Schema(description = "A dataset version and how often each of its samples is seen per epoch.")
    record Source(
            @Schema(description = "Id of the sealed dataset version.") @Nullable
            UUID dataset,

            @Schema(example = "1", description = "Times that each sample is seen per epoch, above 0 to 100. Default 1.")
            @Nullable
            Double weight) {}

    @Schema(description = "Encoders that differ from the preset's.")
    record Encoders(
            @Schema(example = "resnet-50", description = "Architecture of the image encoder.") @Nullable
            String image,

            @Schema(description = "Id of a registered IMAGE_ENCODER in safetensors whose weights to begin with.")
            @Nullable
            String imageWeights,

            @Schema(
                    example = "minilm",
                    description =
                            "Text encoder: minilm, or a size of BERT, or the id of a registered TEXT_ENCODER in safetensors.")
            @Nullable
            String text) {}

    @Schema(description = "How long to train.")
    record Budget(
            @Schema(
                    allowableValues = {"STEPS", "EPOCHS", "EQUAL_STEPS"},
                    example = "EPOCHS",
                    description =
                            "STEPS: optimiser steps. EPOCHS: times through the mix. EQUAL_STEPS: as many steps as so many epochs of the first dataset alone.")
            @Nullable
            String unit,

            @Schema(example = "50") @Nullable Integer amount) {}

    @Schema(description = "Which samples to train on and which to hold out.")
    record Data(
            @Schema(example = "[\"train\"]", description = "Splits to train on. Default train.") @Nullable
            List<String> train,

            @Schema(example = "[\"validate\"]", description = "Splits to validate on. Default validate.") @Nullable
            List<String> validate) {}
}
