package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.platform.security.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what an experiment takes: how many runs, how many of them are there already, how many steps, how long by what the last jobs took. */
@Component
public class ExperimentEstimates {

    /** Beyond so many trainings nobody waits until each was looked up. */
    private static final int MOST_LOOKED_UP = 200;

    private final ServicePlans plans;
    private final ExperimentRunner runner;
    private final Paces paces;

    ExperimentEstimates(ServicePlans plans, ExperimentRunner runner, Paces paces) {
        this.plans = plans;
        this.runner = runner;
        this.paces = paces;
    }

    /**
     * What an experiment takes.
     *
     * @param builds datasets that are made first
     * @param reusedTrainings of the first 200 trainings, those that were made before
     * @param reusedEvaluations of their evaluations, those that were made before
     * @param steps optimiser steps of the trainings that are to be run; null where datasets must be made before they can be counted
     * @param trainingSteps optimiser steps of one training by method and arm
     * @param expectedSeconds by the {@linkplain Paces paces} of the team's last jobs, without builds; null without any, or where steps are not known
     * @param basis what the time was taken from
     */
    public record Estimate(
            int builds,
            int trainings,
            int evaluations,
            int reusedTrainings,
            int reusedEvaluations,
            @Nullable Long steps,
            List<Steps> trainingSteps,
            @Nullable Double expectedSeconds,
            String basis) {}

    /** @param steps null where datasets must be made before they can be counted */
    public record Steps(String method, String arm, @Nullable Long steps) {}

    Estimate of(ExperimentSpec spec, Caller caller) {
        Grid grid = Grid.of(spec);
        ServiceRequests requests = new ServiceRequests(spec, Map.of());
        List<Steps> lengths = new ArrayList<>();
        spec.methods()
                .forEach(method -> spec.arms()
                        .forEach(arm -> lengths.add(
                                new Steps(method.name(), arm.name(), steps(spec, requests, method, arm, caller)))));
        int looked = 0;
        int reusedTrainings = 0;
        Long steps = 0L;
        Time time = new Time(spec, caller);
        for (Grid.Run training : grid.trainings()) {
            Long own = lengths.stream()
                    .filter(each -> each.method().equals(training.method().name())
                            && each.arm().equals(training.arm().name()))
                    .map(Steps::steps)
                    .findFirst()
                    .orElse(null);
            UUID finished = looked++ < MOST_LOOKED_UP ? finished(spec, requests, training, own, caller) : null;
            if (finished != null) {
                reusedTrainings++;
            } else {
                steps = steps == null || own == null ? null : Long.valueOf(steps + own);
                time.training(training, own);
            }
            evaluations(grid, training)
                    .filter(run -> finished == null || !reused(spec, requests, run, finished, caller))
                    .forEach(time::evaluation);
        }
        int trainings = grid.trainings().size();
        int evaluations = grid.runs().size() - trainings;
        return new Estimate(
                spec.builds().size(),
                trainings,
                evaluations,
                reusedTrainings,
                evaluations - time.evaluations,
                steps,
                lengths,
                time.seconds(),
                time.basis(steps));
    }

    private @Nullable Long steps(ExperimentSpec spec, ServiceRequests requests, Method method, Arm arm, Caller caller) {
        if (spec.budget().steps() != null) {
            return spec.budget().steps().longValue();
        }
        Arm counted = ServiceRequests.Length.followsBaseline(spec.budget())
                ? spec.arms().stream()
                        .filter(each -> each.name().equals(spec.baseline()))
                        .findFirst()
                        .orElseThrow()
                : arm;
        ServiceRequests.Length length = ServiceRequests.Length.of(spec.budget());
        return counted.needsBuilds()
                ? null
                : Long.valueOf(plans.training(
                                requests.training(method, counted, spec.seeds().get(0), length), caller)
                        .steps());
    }

    private @Nullable UUID finished(
            ExperimentSpec spec, ServiceRequests requests, Grid.Run training, @Nullable Long steps, Caller caller) {
        if (training.arm().needsBuilds() || steps == null) {
            return null;
        }
        ServiceRequests.Length length = ServiceRequests.Length.followsBaseline(spec.budget())
                ? new ServiceRequests.Length("STEPS", (int) Math.min(Integer.MAX_VALUE, steps))
                : ServiceRequests.Length.of(spec.budget());
        return plans.training(requests.training(training.method(), training.arm(), training.seed(), length), caller)
                .finished();
    }

    private static Stream<Grid.Run> evaluations(Grid grid, Grid.Run training) {
        return grid.runs().stream().filter(run -> !run.isTraining() && run.training() == training.position());
    }

    private boolean reused(
            ExperimentSpec spec, ServiceRequests requests, Grid.Run evaluation, UUID finished, Caller caller) {
        if (evaluation.asked().build() != null) {
            return false;
        }
        UUID checkpoint = runner.checkpoint(runner.job(finished, caller.team()), spec.checkpoint());
        return plans.evaluation(
                        requests.evaluation(evaluation.asked(), evaluation.fraction(), evaluation.seed(), checkpoint),
                        caller)
                .isPresent();
    }

    /** Adds up what runs take, one after the other. */
    private final class Time {

        private final ExperimentSpec spec;
        private final Caller caller;
        private final Map<Method, Optional<Paces.Training>> trainings = new HashMap<>();
        private final Map<List<Object>, Optional<Double>> asked = new HashMap<>();
        private double sum;
        private boolean known = true;
        private int evaluations;

        Time(ExperimentSpec spec, Caller caller) {
            this.spec = spec;
            this.caller = caller;
        }

        void training(Grid.Run run, @Nullable Long steps) {
            Optional<Paces.Training> pace =
                    trainings.computeIfAbsent(run.method(), method -> paces.training(method, caller));
            add(steps == null ? Optional.empty() : pace.map(each -> each.seconds(steps)));
        }

        void evaluation(Grid.Run run) {
            evaluations++;
            Task task = run.asked();
            add(asked.computeIfAbsent(
                    List.of(task.name(), Objects.requireNonNullElse(run.fraction(), 1.0)),
                    each -> paces.evaluation(task, run.fraction(), films(task), caller)));
        }

        private void add(Optional<Double> seconds) {
            known &= seconds.isPresent();
            sum += seconds.orElse(0.0);
        }

        private int films(Task task) {
            return task.build() == null
                    ? paces.films(
                            UUID.fromString(String.valueOf(task.evaluation().get("dataset"))))
                    : Objects.requireNonNull(spec.builds().get(task.build())).count();
        }

        /** To a tenth; null where something is not known. */
        @Nullable
        Double seconds() {
            return known ? Double.valueOf(Math.ceil(sum * 10) / 10) : null;
        }

        String basis(@Nullable Long steps) {
            return known
                    ? "the team's last trainings, by their pairs, and evaluations, by the films of their datasets; one run after the other"
                    : "no estimate: "
                            + (steps == null ? "datasets must be made first" : "no run of the team has ended yet");
        }
    }
}
