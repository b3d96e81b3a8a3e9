package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.datasets.ServiceJobs;
import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.gateway.experiments.RunState.State;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.Patience;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt of an experiment: its runs, and what is known of them now. Used by one thread. */
final class Attempt {

    private final ExperimentRunner runner;
    private final JobRun<ExperimentSpec> run;
    private final Grid grid;
    private final ServiceRequests requests;
    private final List<RunState> states;
    private final int attempt;
    private final Caller caller;
    /** Optimiser steps of the baseline arm, by method. */
    private final Map<String, Integer> steps = new HashMap<>();

    Attempt(ExperimentRunner runner, JobRun<ExperimentSpec> run, Grid grid, ServiceRequests requests) {
        this.runner = runner;
        this.run = run;
        this.grid = grid;
        this.requests = requests;
        this.attempt = runner.attempt(run);
        this.states = new ArrayList<>(runner.resumed(run.id().value(), run.team(), attempt));
        this.caller = new Caller(run.team(), Role.REQUESTER, "job:" + run.id());
    }

    List<RunState> run(CoordinatorProgress progress, Duration longest) throws InterruptedException {
        Patience patience = new Patience(longest);
        report(progress);
        while (!states.stream().allMatch(state -> state.state().ended())) {
            boolean moved = watch(progress) | begin(progress);
            report(progress);
            patience = moved ? new Patience(longest) : patience;
            patience.pause();
        }
        report(progress);
        return List.copyOf(states);
    }

    private void report(CoordinatorProgress progress) {
        long reused = states.stream().filter(RunState::reused).count();
        progress.report(
                states.stream().filter(state -> state.state().ended()).count(),
                states.size(),
                count(State.RUNNING) + " running, " + count(State.FAILED) + " failed, " + reused + " reused");
    }

    private long count(State wanted) {
        return states.stream().filter(state -> state.state() == wanted).count();
    }

    private void set(RunState state) {
        states.set(state.position(), runner.kept(run.id().value(), state));
    }

    private void fail(RunState state, String code, String message) {
        set(state.failed(attempt, code, message));
    }

    /** Looks at the jobs that run. One that was cancelled with the whole experiment did not fail: the experiment stops before that is recorded. */
    private boolean watch(CoordinatorProgress progress) {
        boolean moved = false;
        for (RunState state : List.copyOf(states)) {
            if (state.state() == State.RUNNING) {
                Job job = runner.job(Objects.requireNonNull(state.job()), run.team());
                if (job.state().ended()) {
                    progress.checkpoint();
                    ended(state, job);
                    moved = true;
                }
            }
        }
        return moved;
    }

    private void ended(RunState state, Job job) {
        Job.Failure error = job.error();
        if (job.state() == JobState.SUCCEEDED) {
            set(state.done(job.id().value(), false, checkpoint(state, job)));
        } else if (error != null && job.state() == JobState.FAILED) {
            fail(state, error.code(), error.message());
        } else if (job.state() == JobState.CANCELLED) {
            fail(state, "cancelled", "job " + job.id() + " was cancelled; retry the experiment to run it again");
        }
    }

    private @Nullable UUID checkpoint(RunState state, Job job) {
        return grid.at(state.position()).isTraining()
                ? runner.checkpoint(job, run.spec().checkpoint())
                : null;
    }

    /** Begins what can begin: evaluations before trainings, so that the table fills early. */
    private boolean begin(CoordinatorProgress progress) {
        boolean moved = false;
        for (boolean trainings : new boolean[] {false, true}) {
            for (RunState state : List.copyOf(states)) {
                if (state.state() == State.WAITING
                        && grid.at(state.position()).isTraining() == trainings
                        && count(State.RUNNING) < run.spec().parallelism()) {
                    progress.checkpoint();
                    moved |= begin(state, progress);
                }
            }
        }
        return moved;
    }

    private boolean begin(RunState state, CoordinatorProgress progress) {
        Grid.Run wanted = grid.at(state.position());
        RunState training = states.get(wanted.training());
        if (!wanted.isTraining() && training.state() == State.FAILED) {
            fail(
                    state,
                    "training-failed",
                    "its training failed: "
                            + Objects.requireNonNull(training.failure()).message());
            return true;
        }
        if (!wanted.isTraining() && training.state() != State.DONE) {
            return false;
        }
        try {
            take(state, wanted, training);
        } catch (RequestRefused refused) {
            progress.checkpoint(); // no service begins anything for an experiment that was stopped meanwhile
            if (!Refusals.isOfRequest(refused)) {
                throw refused; // the job is tried again, and finds everything as it is now
            }
            fail(state, refused.problem().code(), Refusals.words(refused));
        }
        return true;
    }

    /** Takes a run that was made before, or asks for it. */
    private void take(RunState state, Grid.Run wanted, RunState training) {
        String path = wanted.isTraining() ? "/v1/trainings" : "/v1/evaluations";
        Object body;
        Optional<UUID> earlier;
        if (wanted.isTraining()) {
            body = requests.training(wanted.method(), wanted.arm(), wanted.seed(), length(wanted.method()));
            earlier = Optional.ofNullable(runner.plans().training(body, caller).finished());
        } else {
            UUID checkpoint = Objects.requireNonNull(training.checkpoint());
            body = requests.evaluation(wanted.asked(), wanted.fraction(), wanted.seed(), checkpoint);
            earlier = runner.plans().evaluation(body, caller);
        }
        if (earlier.isPresent()) {
            Job made = runner.job(earlier.get(), run.team());
            boolean foreign = !run.id().value().equals(made.parent());
            set(state.done(earlier.get(), foreign, checkpoint(state, made)));
            return;
        }
        String key = run.id() + "/" + state.position() + "/" + state.tries();
        String service = wanted.isTraining() ? "training" : "evaluation";
        set(state.running(runner.submit(new ServiceJobs.Request(service, path, key, body), run)));
    }

    private ServiceRequests.Length length(Method method) {
        ServiceRequests.Length own = ServiceRequests.Length.of(run.spec().budget());
        if (!ServiceRequests.Length.followsBaseline(run.spec().budget())) {
            return own;
        }
        Integer known = steps.get(method.name());
        if (known == null) {
            Arm baseline = run.spec().arms().stream()
                    .filter(arm -> arm.name().equals(run.spec().baseline()))
                    .findFirst()
                    .orElseThrow();
            Object body = requests.training(method, baseline, run.spec().seeds().get(0), own);
            known = (int) Math.min(
                    Integer.MAX_VALUE, runner.plans().training(body, caller).steps());
            steps.put(method.name(), known);
        }
        return new ServiceRequests.Length("STEPS", known);
    }
}
