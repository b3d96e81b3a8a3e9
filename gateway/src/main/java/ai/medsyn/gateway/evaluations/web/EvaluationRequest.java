package ai.medsyn.gateway.evaluations.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request for an evaluation. Only types are checked here: eval-service reports everything that is wrong with it at once. */
@Schema(description = "A question about a model and a dataset. Task, model and dataset are needed.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationRequest(
        @Schema(
                example = "zero-shot-classification",
                description =
                        "zero-shot-classification: which findings a film shows, by the distance of film and sentence. zero-shot-grounding: where in a film a phrase is, against boxes and masks. linear-classification, segmentation, detection: what a linear layer, a U-Net, a YOLOv3 head makes of the model's frozen image encoder.")
        @Nullable
        String task,

        @Nullable Subject model,

        @Schema(
                description =
                        "A sealed dataset version with labelled films: imported ones, or phantoms with their exact labels.")
        @Nullable
        UUID dataset,

        @Nullable Question question,
        @Nullable Target target,
        @Nullable Training training,
        @Nullable Protocol protocol) {

    @Schema(description = "Who is asked.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Subject(
            @Schema(
                    description =
                            "A registered IMAGE_ENCODER. For zero-shot tasks in ONNX, with image_encoder.onnx, text_encoder.onnx, tokenizer.json and preprocessor_config.json; for linear-classification in ONNX or safetensors; for segmentation and detection a ResNet in safetensors.")
            @Nullable
            String id,

            @Schema(description = "A checkpoint of a training run, in place of a model.") @Nullable
            UUID checkpoint) {}

    @Schema(description = "Findings and wording. GET /v1/zero-shot-questions lists what comes with the platform.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Question(
            @Schema(example = "nih-14", description = "Id of a class list. Default nih-14.") @Nullable
            String classes,

            @Schema(description = "A class list of your own, in the form of those that are listed.") @Nullable
            Map<String, Object> ownClasses,

            @Schema(example = "chexzero", description = "Id of a prompt set. Default report-ensemble.") @Nullable
            String prompts,

            @Schema(description = "A prompt set of your own, in the form of those that are listed.") @Nullable
            Map<String, Object> ownPrompts,

            @Schema(
                    allowableValues = {"exclude", "positive", "negative"},
                    description = "How uncertain labels count. Default exclude.")
            @Nullable
            String uncertain,

            @Schema(
                    allowableValues = {"cosine", "attention"},
                    description =
                            "Grounding: how words find their place. cosine of words and regions, or attention as GLoRIA and MGCA train it. Default cosine.")
            @Nullable
            String similarity) {}

    @Schema(description = "What is to be outlined (segmentation) or boxed (detection), all as one class.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Target(
            @Schema(
                    example = "[\"left lung\", \"right lung\"]",
                    description =
                            "Names of masks or labels of boxes; lesion stands for all of lesion:.... Default: lesion for segmentation, all boxes for detection.")
            @Nullable
            List<String> structures) {}

    @Schema(description = "How a head is trained on the frozen image encoder; for tasks that train one.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Training(
            @Schema(example = "0.1", description = "Share of the training films, above 0 to 1. Default 1.") @Nullable
            Double fraction,

            @Schema(
                    example = "[1, 2, 3]",
                    description = "Seeds of initial weights, order and subsets; one head each. Default one seed, 0.")
            @Nullable
            List<Long> seeds,

            @Schema(
                    allowableValues = {"mgca/faithful", "mgca/corrected"},
                    description =
                            "Settings of MGCA's fine-tuning, with or without its defects. Default mgca/corrected.")
            @Nullable
            String preset,

            @Schema(description = "Splits to train on. Default train.") @Nullable
            List<String> splits,

            @Schema(
                    allowableValues = {
                        "dataset",
                        "mgca",
                        "mgca-rsna-regions",
                        "mgca-chexpert",
                        "mgca-covidx",
                        "mgca-object-cxr"
                    },
                    description =
                            "Which films are on which side: as the dataset says, or drawn by MGCA's own rule for SIIM and RSNA (70/15/15), RSNA's regions (60/20/20), CheXpert (5 x 200 films set aside, 5,000 for validation, test as it is), COVIDx (80/20, test as it is) or Object-CXR (90/10, test as it is). Default dataset.")
            @Nullable
            String division,

            @Schema(description = "Numbers in place of the preset's.") @Nullable
            Overrides overrides,

            @Schema(example = "cpu", description = "cpu, cuda or cuda:N. Default cpu.") @Nullable
            String device) {}

    @Schema(description = "Numbers of a preset that may be others.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Overrides(
            @Schema(description = "At most, 1 to 10000.") @Nullable
            Integer epochs,

            @Schema(description = "Epochs without a better validation after which training ends; 0 to go on.") @Nullable
            Integer patience,

            @Schema(description = "Films per step.") @Nullable
            Integer batchSize,

            @Nullable Double learningRate,
            @Nullable Double weightDecay,

            @Schema(
                    example = "224",
                    description = "Side of the films in pixels, a multiple of 32; for segmentation and detection.")
            @Nullable
            Integer imageSize) {}

    @Schema(description = "Which films are scored and how sure the numbers are.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Protocol(
            @Schema(description = "Splits to report on. Default test or, without one, all but the validation splits.")
            @Nullable
            List<String> test,

            @Schema(description = "Splits to choose thresholds on. Default validate.") @Nullable
            List<String> validation,

            @Schema(example = "0.95", description = "Level of the intervals, 0.5 to 0.999. Default 0.95.") @Nullable
            Double level,

            @Schema(example = "1000", description = "Draws of the bootstrap over patients. Default 1000.") @Nullable
            Integer draws,

            @Schema(description = "Seed of the bootstrap. Default 0.") @Nullable
            Long seed) {}
}
