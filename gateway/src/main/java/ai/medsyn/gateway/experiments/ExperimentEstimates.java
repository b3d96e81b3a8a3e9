package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobReader;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.security.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what an experiment takes: how many runs, how many of them are there already, how many steps, how long by what the last jobs took. */
@Component
public class ExperimentEstimates {

    private static final int LAST = 5;
    /** Beyond so many trainings nobody waits until each was looked up. */
    private static final int MOST_LOOKED_UP = 200;

    private static final String TRAINING = "training.run";
    private static final String EVALUATION = "evaluation.run";

    private final ServicePlans plans;
    private final ExperimentRunner runner;
    private final JobReader reader;

    ExperimentEstimates(ServicePlans plans, ExperimentRunner runner, JobReader reader) {
        this.plans = plans;
        this.runner = runner;
        this.reader = reader;
    }

    /**
     * What an experiment takes.
     *
     * @param builds datasets that are made first
     * @param reusedTrainings of the first 200 trainings, those that were made before
     * @param reusedEvaluations of their evaluations, those that were made before
     * @param steps optimiser steps of the trainings that are to be run; null where datasets must be made before they can be counted
     * @param trainingSteps optimiser steps of one training by method and arm
     * @param expectedSeconds by the pace of the team's last jobs; null without any, or where steps are not known
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
        int reusedEvaluations = 0;
        Long steps = 0L;
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
                reusedEvaluations += reused(spec, grid, requests, training, finished, caller);
            } else {
                steps = steps == null || own == null ? null : Long.valueOf(steps + own);
            }
        }
        int trainings = grid.trainings().size();
        int evaluations = grid.runs().size() - trainings;
        return timed(
                new Estimate(
                        spec.builds().size(),
                        trainings,
                        evaluations,
                        reusedTrainings,
                        reusedEvaluations,
                        steps,
                        lengths,
                        null,
                        ""),
                caller.team());
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

    private int reused(
            ExperimentSpec spec, Grid grid, ServiceRequests requests, Grid.Run training, UUID finished, Caller caller) {
        UUID checkpoint = runner.checkpoint(runner.job(finished, caller.team()), spec.checkpoint());
        return (int) grid.runs().stream()
                .filter(run -> !run.isTraining() && run.training() == training.position())
                .filter(run -> run.asked().build() == null)
                .filter(run -> plans.evaluation(
                                requests.evaluation(run.asked(), run.fraction(), run.seed(), checkpoint), caller)
                        .isPresent())
                .count();
    }

    private Estimate timed(Estimate counted, String team) {
        OptionalDouble perStep = pace(TRAINING, team, true);
        OptionalDouble perEvaluation = pace(EVALUATION, team, false);
        Long steps = counted.steps();
        boolean known = steps != null && (steps == 0 || perStep.isPresent()) && perEvaluation.isPresent();
        Double seconds = known && steps != null
                ? Double.valueOf(steps * perStep.orElse(0)
                        + (counted.evaluations() - counted.reusedEvaluations()) * perEvaluation.orElse(0))
                : null;
        String basis = known
                ? "the team's last " + LAST + " trainings and evaluations, one run after the other"
                : "no estimate: "
                        + (steps == null ? "datasets must be made first" : "no run of the team has ended yet");
        return new Estimate(
                counted.builds(),
                counted.trainings(),
                counted.evaluations(),
                counted.reusedTrainings(),
                counted.reusedEvaluations(),
                steps,
                counted.trainingSteps(),
                seconds,
                basis);
    }

    /** Mean seconds of the last jobs of a kind: of each unit of their work, or of a whole job. */
    private OptionalDouble pace(String kind, String team, boolean ofUnit) {
        return reader.list(new JobReader.Filter(team, kind, JobState.SUCCEEDED, null), null, LAST).stream()
                .map(JobReader.Seen::job)
                .filter(job -> job.times().started() != null && job.times().ended() != null)
                .mapToDouble(job ->
                        seconds(job) / (ofUnit ? Math.max(1, job.progress().done()) : 1))
                .average();
    }

    private static double seconds(Job job) {
        return Duration.between(job.times().started(), job.times().ended()).toMillis() / 1e3;
    }
}
