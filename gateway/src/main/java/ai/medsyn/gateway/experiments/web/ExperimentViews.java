package ai.medsyn.gateway.experiments.web;

import ai.medsyn.gateway.experiments.Experiment;
import ai.medsyn.gateway.experiments.ExperimentRuns;
import ai.medsyn.gateway.experiments.ExperimentStore;
import ai.medsyn.platform.jobs.JobReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Experiments with the state of their jobs and runs. */
@Component
class ExperimentViews {

    private final ExperimentStore store;
    private final JobReader jobs;

    ExperimentViews(ExperimentStore store, JobReader jobs) {
        this.store = store;
        this.jobs = jobs;
    }

    Experiment require(UUID id, String team) {
        return store.require(id, team);
    }

    List<Experiment> page(String team, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return store.page(team, before, beforeId, limit);
    }

    ExperimentResource summary(Experiment experiment) {
        return resource(experiment, false);
    }

    ExperimentResource whole(Experiment experiment) {
        return resource(experiment, true);
    }

    private ExperimentResource resource(Experiment experiment, boolean whole) {
        JobReader.Seen seen = jobs.find(experiment.job()).orElseThrow();
        List<ExperimentRuns.Run> runs = ExperimentRuns.of(experiment, store.runs(experiment.id()));
        return new ExperimentResource(
                experiment.id(),
                experiment.id(),
                experiment.name(),
                seen.job().state(),
                seen.job().progress(),
                seen.forecast().eta(),
                ExperimentResource.Counts.of(
                        runs.stream().map(ExperimentRuns.Run::state).toList()),
                experiment.createdAt(),
                whole ? experiment.spec() : null,
                whole ? runs.stream().map(ExperimentViews::cell).toList() : null);
    }

    private static ExperimentResource.Cell cell(ExperimentRuns.Run run) {
        return new ExperimentResource.Cell(
                run.state().position(),
                run.method(),
                run.arm(),
                run.seed(),
                run.task(),
                run.fraction(),
                run.state().state(),
                run.state().reused(),
                run.state().job(),
                run.state().checkpoint(),
                run.state().failure());
    }
}
