package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.table.FilmComparison;
import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The job {@code experiment.run}: datasets first, then every run of the grid, then the tests between arms. */
@Component
class ExperimentJob implements CoordinatorJob<ExperimentSpec> {

    static final String KIND = "experiment.run";

    private final Builds builds;
    private final ExperimentRunner runner;
    private final PairedTests tests;
    private final ExperimentStore store;

    ExperimentJob(Builds builds, ExperimentRunner runner, PairedTests tests, ExperimentStore store) {
        this.builds = builds;
        this.runner = runner;
        this.tests = tests;
        this.store = store;
    }

    /**
     * A job's result.
     *
     * @param reused runs that were made before and taken
     * @param tests pairs of cells that were compared over the same films
     * @param notCompared columns in which cells were not, and why
     */
    record Result(UUID experiment, int trainings, int evaluations, int reused, int tests, List<String> notCompared) {}

    @Override
    public JobType<ExperimentSpec> type() {
        return new JobType<>(KIND, ExperimentSpec.class, "coordinator", "runs");
    }

    @Override
    public Result run(JobRun<ExperimentSpec> run, CoordinatorProgress progress) throws InterruptedException {
        Grid grid = Grid.of(run.spec());
        int total = grid.runs().size();
        Map<String, UUID> built = Map.of();
        if (!run.spec().builds().isEmpty()) {
            progress.report(0, total, "building datasets");
            built = builds.make(run, progress);
        }
        List<RunState> ended = runner.run(run, grid, new ServiceRequests(run.spec(), built), progress);
        progress.report(total, total, "comparing arms");
        List<FilmComparison> compared = tests.of(run, grid, ended);
        store.comparisons(run.id().value(), compared);
        long failed = ended.stream()
                .filter(state -> state.state() == RunState.State.FAILED)
                .count();
        if (failed > 0) {
            throw new JobFailure(
                    "cells-failed",
                    failed + " of " + total + " runs failed; the table of GET /v1/experiments/" + run.id()
                            + "/table holds the others, and retry runs the failed ones again");
        }
        int trainings = grid.trainings().size();
        return new Result(
                run.id().value(),
                trainings,
                total - trainings,
                (int) ended.stream().filter(RunState::reused).count(),
                (int) compared.stream()
                        .filter(FilmComparison.Made.class::isInstance)
                        .count(),
                notCompared(compared));
    }

    private static List<String> notCompared(List<FilmComparison> compared) {
        return compared.stream()
                .filter(FilmComparison.Refused.class::isInstance)
                .map(FilmComparison.Refused.class::cast)
                .map(refused -> refused.column() + ": " + refused.reason())
                .distinct()
                .toList();
    }
}
