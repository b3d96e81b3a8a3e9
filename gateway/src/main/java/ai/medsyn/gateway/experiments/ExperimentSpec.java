package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.table.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An experiment, checked and with every default filled in. Everything that decides its table.
 *
 * @param builds datasets to make first, by the name under which arms and tasks refer to them
 * @param seeds of trainings and of the heads that tasks train
 * @param data splits to train and to hold out; null members for training's defaults
 * @param baseline the arm that others are compared with
 * @param parallelism runs at once
 * @param level of intervals and tests
 * @param draws of patients by a paired bootstrap
 * @param checkpoint which one of a training is evaluated
 */
public record ExperimentSpec(
        String name,
        Map<String, Build> builds,
        List<Arm> arms,
        List<Method> methods,
        List<Task> tasks,
        List<Double> fractions,
        List<Long> seeds,
        Budget budget,
        Data data,
        String baseline,
        int parallelism,
        double level,
        int draws,
        Choice checkpoint) {

    public ExperimentSpec {
        arms = List.copyOf(arms);
        methods = List.copyOf(methods);
        tasks = List.copyOf(tasks);
        fractions = List.copyOf(fractions);
        seeds = List.copyOf(seeds);
    }

    /** Rows of the table: every method trained on every arm. */
    List<Row> rows() {
        return methods.stream()
                .flatMap(method -> arms.stream().map(arm -> new Row(method.name(), arm.name())))
                .toList();
    }

    /** A dataset to make: members as in a request for a dataset. */
    public record Build(
            int count,
            long seed,
            String generator,
            int size,
            int clinical,
            int anatomy,
            Map<String, Double> prevalences,
            Map<String, Double> splits) {}

    /** What is trained on, under a name. */
    public record Arm(String name, List<Source> datasets) {

        public Arm {
            datasets = List.copyOf(datasets);
        }

        boolean needsBuilds() {
            return datasets.stream().anyMatch(source -> source.build() != null);
        }
    }

    /**
     * A dataset version: one that there is, or one that the experiment makes.
     *
     * @param weight how often each of its pairs is seen per epoch
     */
    public record Source(@Nullable UUID dataset, @Nullable String build, double weight) {}

    /** A recipe: members as in a request for a training. */
    public record Method(String name, String preset, Map<String, Object> overrides, Map<String, Object> encoders) {}

    /**
     * What is asked of every trained model.
     *
     * @param evaluation as in a request for an evaluation, without model
     * @param build a dataset that the experiment makes, in place of the one that the evaluation names
     * @param metrics columns of the table, at least one
     * @param fractions of the task's own training data; empty for tasks that train nothing
     * @param published where a paper printed the same; null for nowhere
     */
    public record Task(
            String name,
            Map<String, Object> evaluation,
            @Nullable String build,
            List<MetricChoice> metrics,
            List<Double> fractions,
            @Nullable PublishedColumn published) {

        public Task {
            metrics = List.copyOf(metrics);
            fractions = List.copyOf(fractions);
        }

        /** Shares of training data that it is asked with: an empty one alone where it trains nothing. */
        List<Optional<Double>> shares() {
            return fractions.isEmpty()
                    ? List.of(Optional.empty())
                    : fractions.stream().map(Optional::of).toList();
        }

        /** Heading of the papers' table that it belongs to. */
        String section() {
            String kind = String.valueOf(evaluation.get("task"));
            return TaskKind.find(kind).map(TaskKind::title).orElse(kind);
        }
    }

    /**
     * A number of an evaluation.
     *
     * @param label the finding; null for the mean over findings, or what stands for all films
     * @param subset of the films
     */
    public record MetricChoice(String name, @Nullable String label, String subset) {

        /** Heading of its column. */
        String column() {
            return label == null ? name : name + "/" + label;
        }
    }

    /** A column of a published table. */
    public record PublishedColumn(String table, String column) {}

    /** What is equal for all arms. */
    public enum Equal {
        /** Optimiser steps: no arm learns longer than another. */
        EQUAL_STEPS,
        /** Times through an arm's own data: a larger mix learns longer. */
        EQUAL_EPOCHS
    }

    /**
     * How long every arm is trained: steps, or epochs. EQUAL_STEPS with epochs means those of the baseline arm.
     *
     * @param steps null where epochs are given
     * @param epochs null where steps are given
     */
    public record Budget(
            Equal mode, @Nullable Integer steps, @Nullable Integer epochs) {}

    /** Splits to train and to hold out; null for training's defaults. */
    public record Data(
            @Nullable List<String> train, @Nullable List<String> validate) {}

    /** Which checkpoint of a training is evaluated. */
    public enum Choice {
        /** The one with the lowest validation loss; the last one where nothing was held out. */
        BEST,
        LAST
    }
}
