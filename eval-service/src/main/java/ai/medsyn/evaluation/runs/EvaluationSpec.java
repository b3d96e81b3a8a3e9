package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.evaluation.zeroshot.PromptSet;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question about a model and a dataset.
 *
 * @param task what is asked
 * @param model who is asked
 * @param dataset a sealed version with labelled films
 * @param question findings and wording; null for the defaults
 * @param protocol which films, and how sure; null for the defaults
 */
public record EvaluationSpec(
        @NotNull Task task,
        @NotNull @Valid Subject model,
        @NotNull UUID dataset,
        @Valid Question question,
        @Valid Protocol protocol) {

    public EvaluationSpec {
        question = Objects.requireNonNullElse(question, Question.DEFAULT);
        protocol = Objects.requireNonNullElse(protocol, Protocol.DEFAULT);
    }

    /** What can be asked. */
    public enum Task {
        /** Which findings a film shows, by the distance of film and sentence. */
        @JsonProperty("zero-shot-classification")
        ZERO_SHOT_CLASSIFICATION("zero-shot-classification");

        private final String id;

        Task(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    /**
     * A model: one of the two.
     *
     * @param id of a registered IMAGE_ENCODER in ONNX whose folder has a text encoder too
     * @param checkpoint of a training run
     */
    public record Subject(
            @Size(max = 200) @Nullable String id, @Nullable UUID checkpoint) {

        /** For example {@code checkpoint:4f6c…}. */
        public String name() {
            return checkpoint == null ? "model:" + id : "checkpoint:" + checkpoint;
        }
    }

    /** How an uncertain label counts. */
    public enum Uncertain {
        @JsonProperty("exclude")
        EXCLUDE,
        @JsonProperty("positive")
        POSITIVE,
        @JsonProperty("negative")
        NEGATIVE
    }

    /**
     * What is asked in which words.
     *
     * @param classes id of a class list; null for nih-14
     * @param ownClasses a list in place of a known one
     * @param prompts id of a prompt set; null for report-ensemble
     * @param ownPrompts a set in place of a known one
     * @param uncertain null for exclude
     */
    public record Question(
            @Nullable String classes,
            @Nullable ClassList ownClasses,
            @Nullable String prompts,
            @Nullable PromptSet ownPrompts,
            @Nullable Uncertain uncertain) {

        static final Question DEFAULT = new Question(null, null, null, null, null);
    }

    /**
     * Which films are scored and how intervals are made.
     *
     * @param test splits to report on; null for test or, where there is none, all but the validation splits
     * @param validation splits to choose thresholds on; null for validate
     * @param level of the intervals; null for 0.95
     * @param draws of the bootstrap; null for 1000
     * @param seed of the bootstrap; null for 0
     */
    public record Protocol(
            @Size(min = 1, max = 16) @Nullable List<@NotNull String> test,
            @Size(max = 16) @Nullable List<@NotNull String> validation,

            @DecimalMin("0.5") @DecimalMax("0.999") @Nullable
            Double level,

            @Min(100) @Max(100_000) @Nullable Integer draws,
            @Nullable Long seed) {

        static final Protocol DEFAULT = new Protocol(null, null, null, null, null);

        List<String> validationSplits() {
            return validation == null ? List.of("validate") : validation;
        }

        double intervalLevel() {
            return level == null ? 0.95 : level;
        }

        int bootstrapDraws() {
            return draws == null ? 1000 : draws;
        }

        long bootstrapSeed() {
            return seed == null ? 0 : seed;
        }
    }
}
