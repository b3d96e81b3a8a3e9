package ai.medsyn.gateway.experiments.web;

import ai.medsyn.gateway.experiments.Experiment;
import ai.medsyn.gateway.experiments.ExperimentRuns;
import ai.medsyn.gateway.experiments.ExperimentStore;
import ai.medsyn.gateway.experiments.RunCounts;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** Without runs, in the order of the experiments. */
    List<ExperimentResource> summaries(List<Experiment> experiments) {
        List<UUID> ids = experiments.stream().map(Experiment::id).toList();
        Map<UUID, RunCounts> counts = store.counts(ids);
        Map<JobId, JobReader.Seen> seen = jobs
                .find(experiments.stream().map(Experiment::job).toList())
                .stream()
                .collect(Collectors.toMap(each -> each.job().id(), each -> each));
        return experiments.stream()
                .map(experiment -> resource(
                        experiment,
                        Objects.requireNonNull(seen.get(experiment.job())),
                        Objects.requireNonNull(counts.get(experiment.id())),
                        List.of()))
                .toList();
    }

    /** With every run. */
    ExperimentResource whole(Experiment experiment) {
        JobReader.Seen seen = jobs.find(experiment.job()).orElseThrow();
        RunCounts counts =
                Objects.requireNonNull(store.counts(List.of(experiment.id())).get(experiment.id()));
        return resource(experiment, seen, counts, ExperimentRuns.of(experiment, store.runs(experiment.id())));
    }

    private static ExperimentResource resource(
            Experiment experiment, JobReader.Seen seen, RunCounts counts, List<ExperimentRuns.Run> runs) {
        boolean whole = !runs.isEmpty();
        return new ExperimentResource(
                experiment.id(),
                experiment.id(),
                experiment.name(),
                seen.job().state(),
                seen.job().progress(),
                seen.forecast().eta(),
                counts,
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
