package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.datasets.ServiceJobs;
import ai.medsyn.gateway.experiments.ExperimentSpec.Choice;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes an experiment through its runs. What has ended is read from the table of runs and never done twice; what runs is found again by its job; what
 * waits is asked for under a key that only the experiment and the run's place decide. So it makes no difference how often this begins anew.
 */
@Component
class ExperimentRunner {

    private static final Duration LONGEST = Duration.ofMillis(500);

    private final ExperimentStore store;
    private final ServiceJobs services;
    private final ServicePlans plans;
    private final Jobs jobs;
    private final JsonMapper json;

    ExperimentRunner(ExperimentStore store, ServiceJobs services, ServicePlans plans, Jobs jobs, JsonMapper json) {
        this.store = store;
        this.services = services;
        this.plans = plans;
        this.jobs = jobs;
        this.json = json;
    }

    /** @return all runs, each DONE or FAILED */
    List<RunState> run(JobRun<ExperimentSpec> run, Grid grid, ServiceRequests requests, CoordinatorProgress progress)
            throws InterruptedException {
        return new Attempt(this, run, grid, requests).run(progress, LONGEST);
    }

    /** The runs as they were left, those that failed in an earlier attempt waiting again. */
    List<RunState> resumed(UUID experiment, String team, int attempt) {
        return store.runs(experiment).stream()
                .map(state -> state.state() == RunState.State.FAILED && state.attempt() < attempt
                        ? kept(experiment, state.again(lost(state, team)))
                        : state)
                .toList();
    }

    /** A cancelled job stays so whoever asks; a failed one was queued again with the experiment. */
    private boolean lost(RunState state, String team) {
        return state.job() != null && jobs.require(new JobId(state.job()), team).state() == JobState.CANCELLED;
    }

    RunState kept(UUID experiment, RunState state) {
        store.update(experiment, state);
        return state;
    }

    Job job(UUID id, String team) {
        return jobs.require(new JobId(id), team);
    }

    int attempt(JobRun<?> run) {
        return jobs.require(run.id(), run.team()).attempts();
    }

    ServicePlans plans() {
        return plans;
    }

    UUID submit(ServiceJobs.Request request, JobRun<?> run) {
        return services.submit(request, run).value();
    }

    /** The checkpoint that a training came to. */
    UUID checkpoint(Job training, Choice choice) {
        JsonNode result = json.readTree(String.valueOf(training.result()));
        JsonNode best = result.path("bestCheckpoint");
        return UUID.fromString(
                choice == Choice.BEST && best.isString()
                        ? best.asString()
                        : result.path("lastCheckpoint").asString());
    }
}
