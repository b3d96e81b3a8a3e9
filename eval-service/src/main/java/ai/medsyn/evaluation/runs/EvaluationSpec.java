package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.encoders.Similarity;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question about a model and a dataset.
 *
 * @param task what is asked, the id of an {@link EvaluationTask}
 * @param model who is asked
 * @param dataset a sealed version with labelled films
 * @param question findings and wording; null for the defaults, or where a task needs none
 * @param target what is to be outlined or boxed; null for the defaults, or where a task looks for neither
 * @param training of a head on a frozen encoder; null for the defaults, or where a task trains none
 * @param protocol which films, and how sure; null for the defaults
 */
public record EvaluationSpec(
        @NotNull @Size(max = 100) String task,
        @NotNull @Valid Subject model,
        @NotNull UUID dataset,
        @Valid @Nullable Question question,
        @Valid @Nullable Target target,
        @Valid @Nullable HeadTraining training,
        @Valid Protocol protocol) {

    public EvaluationSpec {
        protocol = Objects.requireNonNullElse(protocol, Protocol.DEFAULT);
    }

    /** Parts that not every task has. */
    public enum Part {
        QUESTION,
        TARGET,
        TRAINING;

        /** Its name in requests. */
        String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The optional parts that are there. */
    Set<Part> given() {
        Set<Part> given = EnumSet.noneOf(Part.class);
        if (question != null) {
            given.add(Part.QUESTION);
        }
        if (target != null) {
            given.add(Part.TARGET);
        }
        if (training != null) {
            given.add(Part.TRAINING);
        }
        return given;
    }

    /** The question, or the default one. */
    public Question asked() {
        return Objects.requireNonNullElse(question, Question.DEFAULT);
    }

    /** What is to be outlined or boxed, or the default. */
    public Target sought() {
        return Objects.requireNonNullElse(target, Target.DEFAULT);
    }

    /** The training of a head, or the default one. */
    public HeadTraining trained() {
        return Objects.requireNonNullElse(training, HeadTraining.DEFAULT);
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
     * @param similarity of words and cells, for grounding; null for cosine
     */
    public record Question(
            @Nullable String classes,
            @Nullable ClassList ownClasses,
            @Nullable String prompts,
            @Nullable PromptSet ownPrompts,
            @Nullable Uncertain uncertain,
            @Nullable Similarity similarity) {

        static final Question DEFAULT = new Question(null, null, null, null, null, null);

        /** A question about whole films. */
        public Question(
                @Nullable String classes,
                @Nullable ClassList ownClasses,
                @Nullable String prompts,
                @Nullable PromptSet ownPrompts,
                @Nullable Uncertain uncertain) {
            this(classes, ownClasses, prompts, ownPrompts, uncertain, null);
        }

        public Uncertain uncertainOrDefault() {
            return uncertain == null ? Uncertain.EXCLUDE : uncertain;
        }
    }

    /**
     * What is to be outlined or boxed, all as one class.
     *
     * @param structures names of masks or labels of boxes; a name stands also for what goes on behind a colon, {@code lesion} for
     *     {@code lesion:pleural effusion:left}. Null for the task's default
     */
    public record Target(
            @Size(min = 1, max = 50) @Nullable List<@NotNull @Size(min = 1, max = 100) String> structures) {

        static final Target DEFAULT = new Target(null);
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

        public List<String> validationSplits() {
            return validation == null ? List.of("validate") : validation;
        }

        /** How intervals are made. */
        public ClassificationReport.Settings intervals() {
            return new ClassificationReport.Settings(
                    level == null ? 0.95 : level, draws == null ? 1000 : draws, seed == null ? 0 : seed);
        }

        /** The same with the defaults that do not depend on the dataset. */
        Protocol filled() {
            ClassificationReport.Settings intervals = intervals();
            return new Protocol(test, validationSplits(), intervals.level(), intervals.draws(), intervals.seed());
        }
    }
}
