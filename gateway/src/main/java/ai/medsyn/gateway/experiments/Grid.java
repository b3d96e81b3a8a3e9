package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.gateway.experiments.table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All runs of an experiment in their order: for every seed, method and arm one training, behind it the evaluations of its checkpoint. Seeds come
 * outermost, so that a whole table of one seed stands before the next one begins. A run's position is part of what its job is called: it depends on
 * the specification alone.
 */
final class Grid {

    private final List<Run> runs = new ArrayList<>();

    private Grid(ExperimentSpec spec) {
        for (long seed : spec.seeds()) {
            for (Method method : spec.methods()) {
                for (Arm arm : spec.arms()) {
                    add(spec, seed, method, arm);
                }
            }
        }
    }

    static Grid of(ExperimentSpec spec) {
        return new Grid(spec);
    }

    /** What runs there will be, without making them. */
    record Size(long trainings, long evaluations) {

        static Size of(int arms, int methods, List<Integer> columns, int seeds) {
            long trainings = (long) arms * methods * seeds;
            return new Size(
                    trainings,
                    trainings * columns.stream().mapToInt(Integer::intValue).sum());
        }

        long runs() {
            return trainings + evaluations;
        }
    }

    /**
     * A training, or an evaluation.
     *
     * @param training position of the training whose checkpoint is evaluated; its own position for a training
     * @param task null for a training
     * @param fraction null for a training, and for tasks that train nothing
     */
    record Run(
            int position,
            int training,
            Method method,
            Arm arm,
            long seed,
            @Nullable Task task,
            @Nullable Double fraction) {

        boolean isTraining() {
            return task == null;
        }

        Task asked() {
            return Objects.requireNonNull(task);
        }

        /** Where its numbers stand in the table. */
        Row row() {
            return new Row(method.name(), arm.name());
        }

        String title() {
            String trained = method.name() + ", " + arm.name() + ", seed " + seed;
            return task == null ? "training " + trained : task.name() + " of " + trained;
        }
    }

    private void add(ExperimentSpec spec, long seed, Method method, Arm arm) {
        int training = runs.size();
        runs.add(new Run(training, training, method, arm, seed, null, null));
        for (Task task : spec.tasks()) {
            if (task.fractions().isEmpty()) {
                runs.add(new Run(runs.size(), training, method, arm, seed, task, null));
            }
            for (Double fraction : task.fractions()) {
                runs.add(new Run(runs.size(), training, method, arm, seed, task, fraction));
            }
        }
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }

    Run at(int position) {
        return runs.get(position);
    }

    List<Run> trainings() {
        return runs.stream().filter(Run::isTraining).toList();
    }
}
