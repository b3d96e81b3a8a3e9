package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.MetricChoice;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.gateway.experiments.table.Column;
import ai.medsyn.gateway.experiments.table.Comparison;
import ai.medsyn.gateway.experiments.table.FilmComparison;
import ai.medsyn.gateway.experiments.table.Row;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Paired tests of every arm against the baseline over the same films, where eval-service keeps the scores; elsewhere, why there are none. */
@Component
class PairedTests {

    private static final String MACRO = "macro";
    private static final String ALL = "all";

    private final Comparer comparer;

    PairedTests(Comparer comparer) {
        this.comparer = comparer;
    }

    /** Compares two sides of as many evaluations, one a seed. */
    @FunctionalInterface
    interface Comparer {

        /** @throws RequestRefused where they cannot be compared film by film */
        List<Difference> compare(List<UUID> first, List<UUID> second, ExperimentSpec spec, Caller caller);
    }

    /**
     * What eval-service says of one metric of one finding.
     *
     * @param method {@code delong} or {@code bootstrap}
     */
    record Difference(
            String label, String metric, double difference, double low, double high, double pValue, String method) {

        boolean isOf(MetricChoice choice) {
            return metric.equals(choice.name()) && label.equals(Objects.requireNonNullElse(choice.label(), MACRO));
        }

        FilmComparison at(Row row, Column column) {
            Comparison.Test test = method.equals("delong") ? Comparison.Test.DELONG : Comparison.Test.BOOTSTRAP;
            return new FilmComparison.Made(row, column, test, difference, low, high, pValue);
        }
    }

    /** One for every cell outside of the baseline's rows. */
    List<FilmComparison> of(JobRun<ExperimentSpec> run, Grid grid, List<RunState> states) {
        ExperimentSpec spec = run.spec();
        Caller caller = new Caller(run.team(), Role.REQUESTER, "job:" + run.id());
        List<FilmComparison> comparisons = new ArrayList<>();
        for (Row row : spec.rows()) {
            if (!row.arm().equals(spec.baseline())) {
                for (Task task : spec.tasks()) {
                    for (Optional<Double> fraction : task.shares()) {
                        Cells cells = new Cells(row, task, fraction.orElse(null));
                        comparisons.addAll(compare(spec, cells, new Runs(grid, states), caller));
                    }
                }
            }
        }
        return comparisons;
    }

    /** What was compared: the cells of all metrics that the same evaluations give. */
    private record Cells(Row row, Task task, @Nullable Double fraction) {

        Column column(MetricChoice metric) {
            return new Column(task.name(), metric.column(), fraction);
        }

        List<FilmComparison> refused(String reason) {
            return task.metrics().stream()
                    .map(metric -> (FilmComparison) new FilmComparison.Refused(row, column(metric), reason))
                    .toList();
        }
    }

    private List<FilmComparison> compare(ExperimentSpec spec, Cells cells, Runs runs, Caller caller) {
        List<UUID> own = runs.evaluations(cells.row(), cells);
        List<UUID> reference = runs.evaluations(new Row(cells.row().method(), spec.baseline()), cells);
        int seeds = spec.seeds().size();
        if (own.size() < seeds || reference.size() < seeds) {
            return cells.refused("expected an evaluation of each of " + seeds + " seeds on both sides, found "
                    + own.size() + " and " + reference.size() + " that ended well");
        }
        try {
            List<Difference> differences = comparer.compare(own, reference, spec, caller);
            return cells.task().metrics().stream()
                    .map(metric -> found(metric, differences, cells))
                    .toList();
        } catch (RequestRefused refused) {
            if (!Refusals.isOfRequest(refused)) {
                throw refused;
            }
            return cells.refused(Refusals.words(refused));
        }
    }

    private static FilmComparison found(MetricChoice metric, List<Difference> differences, Cells cells) {
        Column column = cells.column(metric);
        if (!metric.subset().equals(ALL)) {
            return new FilmComparison.Refused(
                    cells.row(), column, "only numbers of all films are compared, not those of " + metric.subset());
        }
        return differences.stream()
                .filter(difference -> difference.isOf(metric))
                .findFirst()
                .map(difference -> difference.at(cells.row(), column))
                .orElseGet(() -> new FilmComparison.Refused(
                        cells.row(), column, notCompared(metric, compared(differences, metric))));
    }

    private static String notCompared(MetricChoice metric, Set<String> compared) {
        return metric.column()
                + (compared.isEmpty()
                        ? " has no paired test over these films, nor has any other metric: it takes two patients or more"
                        : " is not computed from what is kept of every film; " + compared + " are");
    }

    private static Set<String> compared(List<Difference> differences, MetricChoice metric) {
        String label = Objects.requireNonNullElse(metric.label(), MACRO);
        return differences.stream()
                .filter(difference -> difference.label().equals(label))
                .map(Difference::metric)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Evaluations by their place in the grid. */
    private record Runs(Grid grid, List<RunState> states) {

        List<UUID> evaluations(Row row, Cells cells) {
            return grid.runs().stream()
                    .filter(run -> !run.isTraining()
                            && run.asked().name().equals(cells.task().name()))
                    .filter(run -> Objects.equals(run.fraction(), cells.fraction()))
                    .filter(run -> run.row().equals(row))
                    .map(run -> states.get(run.position()))
                    .filter(state -> state.state() == RunState.State.DONE)
                    .map(state -> Objects.requireNonNull(state.job()))
                    .toList();
        }
    }
}
