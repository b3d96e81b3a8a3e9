package ai.medsyn.gateway.experiments;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request for an experiment as it comes in: nothing of it is checked yet. */
@Schema(
        name = "ExperimentRequest",
        description =
                "A grid of trainings and evaluations. Arms, methods, tasks and budget are needed, or the name of a built-in experiment, whose members others replace.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentRequest(
        @Schema(
                example = "two-hospitals",
                description = "A built-in experiment; GET /v1/built-in-experiments lists them.")
        @Nullable
        String builtIn,

        @Schema(example = "synthetic-vs-real", description = "Your name for it.") @Nullable
        String name,

        @Schema(description = "Datasets to make first, by the name under which arms and tasks refer to them.") @Nullable
        Map<String, @Nullable Build> builds,

        @Schema(description = "What is trained on: 1 to 20, each under a name such as real, synthetic, mixed.")
        @Nullable
        List<@Nullable Arm> arms,

        @Schema(description = "Recipes, 1 to 20.") @Nullable List<@Nullable Method> methods,

        @Schema(description = "What is asked of every trained model, 1 to 20.") @Nullable
        List<@Nullable Task> tasks,

        @Schema(
                example = "[0.01,0.1,1]",
                description = "Shares of the training data of tasks that train a head. Default 1.")
        @Nullable
        List<@Nullable Double> fractions,

        @Schema(example = "[1,2,3]", description = "Seeds of trainings and heads, 1 to 20. Default 0.") @Nullable
        List<@Nullable Long> seeds,

        @Nullable Budget budget,
        @Nullable Data data,

        @Schema(example = "real", description = "The arm that others are compared with. Default the first one.")
        @Nullable
        String baseline,

        @Schema(example = "2", description = "Runs at once, 1 to 16. Default 2.") @Nullable
        Integer parallelism,

        @Schema(example = "0.95", description = "Level of intervals and tests, 0.5 to 0.999. Default 0.95.") @Nullable
        Double level,

        @Schema(
                example = "2000",
                description =
                        "Draws of patients by every paired bootstrap, 100 to 100000: its p-values are not below 2 / (draws + 1). Default 2000.")
        @Nullable
        Integer draws,

        @Schema(
                allowableValues = {"BEST", "LAST"},
                description =
                        "Which checkpoint is evaluated. BEST (default): lowest validation loss, or the last where nothing is held out.")
        @Nullable
        String checkpoint,

        @Schema(description = "True to learn what the experiment takes, without running it.") @Nullable
        Boolean dryRun) {

    @Schema(name = "ExperimentBuild", description = "A dataset to make; members as in a request for a dataset.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Build(
            @Schema(example = "120") @Nullable Integer count,
            @Nullable Long seed,
            @Schema(example = "phantom-6") @Nullable String generator,
            @Schema(example = "256") @Nullable Integer size,

            @Schema(description = "Clinical entities per report.") @Nullable
            Integer clinical,

            @Schema(description = "Anatomical entities per report.") @Nullable
            Integer anatomy,

            @Schema(example = "{\"DISEASE:pneumonia\":0.3}", description = "Share of reports that state an entity.")
            @Nullable
            Map<String, @Nullable Double> prevalences,

            @Schema(example = "{\"train\":0.7,\"validate\":0.1,\"test\":0.2}") @Nullable
            Map<String, @Nullable Double> splits) {}

    @Schema(name = "ExperimentArm", description = "A mix of datasets under a name.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Arm(
            @Schema(example = "real") @Nullable String name,
            @Nullable List<@Nullable Source> datasets) {}

    @Schema(name = "ExperimentSource", description = "A dataset version: dataset or build.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(
            @Schema(description = "Id of a sealed dataset version.") @Nullable
            UUID dataset,

            @Schema(description = "Name of a dataset among builds.") @Nullable
            String build,

            @Schema(description = "Times that each pair is seen per epoch. Default 1.") @Nullable
            Double weight) {}

    @Schema(name = "ExperimentMethod", description = "A recipe; members as in a request for a training.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Method(
            @Schema(example = "ConVIRT", description = "As the table names it. Default the preset's.") @Nullable
            String name,

            @Schema(example = "convirt-mgca/corrected") @Nullable
            String preset,

            @Nullable Map<String, @Nullable Object> overrides,

            @Schema(example = "{\"image\":\"resnet-50\",\"text\":\"minilm\"}") @Nullable
            Map<String, @Nullable Object> encoders) {}

    @Schema(name = "ExperimentTask", description = "A question that every trained model is asked.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Task(
            @Schema(example = "RSNA", description = "As the table names it. Default the evaluation's task.") @Nullable
            String name,

            @Schema(
                    example = "{\"task\":\"zero-shot-classification\",\"dataset\":\"7f9c…\",\"question\":{}}",
                    description =
                            "As in a request for an evaluation, without model; training.fraction and training.seeds come from the experiment.")
            @Nullable
            Map<String, @Nullable Object> evaluation,

            @Schema(description = "Name of a dataset among builds, in place of the evaluation's.") @Nullable
            String build,

            @Schema(description = "Numbers to print. Default those of the papers: auc, iou and dice, dice, map.")
            @Nullable
            List<@Nullable Metric> metrics,

            @Schema(description = "In place of the experiment's fractions.") @Nullable
            List<@Nullable Double> fractions,

            @Nullable Published published) {}

    @Schema(name = "ExperimentMetric", description = "A number of an evaluation.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metric(
            @Schema(example = "auc") @Nullable String name,

            @Schema(example = "Pneumonia", description = "Default the mean over findings, or all films.") @Nullable
            String label,

            @Schema(example = "all", description = "Default all.") @Nullable
            String subset) {}

    @Schema(
            name = "ExperimentPublished",
            description = "Where a paper printed the same; GET /v1/published-results lists tables and columns.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Published(
            @Schema(example = "2310.07027-classification") @Nullable
            String table,

            @Schema(example = "RSNA") @Nullable String column) {}

    @Schema(name = "ExperimentBudget", description = "What is equal for all arms: steps or epochs, one of them.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Budget(
            @Schema(
                    allowableValues = {"EQUAL_STEPS", "EQUAL_EPOCHS"},
                    description =
                            "EQUAL_STEPS: every arm takes as many optimiser steps; with epochs, those of the baseline arm. EQUAL_EPOCHS: every arm goes as often through its own data.")
            @Nullable
            String mode,

            @Nullable Integer steps,
            @Schema(example = "50") @Nullable Integer epochs) {}

    @Schema(name = "ExperimentData", description = "Splits to train on and to hold out.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Data(
            @Nullable List<@Nullable String> train,
            @Nullable List<@Nullable String> validate) {}

    /** This request with the members of another one wherever it has none. */
    ExperimentRequest over(ExperimentRequest template) {
        return new ExperimentRequest(
                builtIn,
                or(name, template.name),
                or(builds, template.builds),
                or(arms, template.arms),
                or(methods, template.methods),
                or(tasks, template.tasks),
                or(fractions, template.fractions),
                or(seeds, template.seeds),
                or(budget, template.budget),
                or(data, template.data),
                or(baseline, template.baseline),
                or(parallelism, template.parallelism),
                or(level, template.level),
                or(draws, template.draws),
                or(checkpoint, template.checkpoint),
                dryRun);
    }

    private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}
