package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.MetricChoice;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.gateway.experiments.table.Column;
import ai.medsyn.gateway.experiments.table.ResultTable;
import ai.medsyn.gateway.experiments.table.Row;
import ai.medsyn.gateway.experiments.table.SeedResult;
import ai.medsyn.gateway.experiments.table.TableBuilder;
import ai.medsyn.gateway.experiments.table.Testing;
import ai.medsyn.platform.evaluations.EvaluationMetric;
import ai.medsyn.platform.evaluations.Evaluations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the table of an experiment together from what its runs have come to, whenever it is asked for. */
@Component
public class ExperimentTables {

    private final ExperimentStore store;
    private final Evaluations evaluations;
    private final PublishedResults published;

    ExperimentTables(ExperimentStore store, Evaluations evaluations, PublishedResults published) {
        this.store = store;
        this.evaluations = evaluations;
        this.published = published;
    }

    /** Where the evaluation behind a seed of a cell is. */
    private record Place(
            Row row, long seed, String task, @Nullable Double fraction) {}

    /** The table as it stands; runs that have not ended leave their cells empty. */
    public ResultTable table(Experiment experiment) {
        ExperimentSpec spec = experiment.spec();
        Grid grid = Grid.of(spec);
        List<RunState> states = store.runs(experiment.id());
        Map<UUID, List<EvaluationMetric>> metrics = evaluations.metrics(grid.runs().stream()
                .filter(run -> !run.isTraining())
                .map(run -> states.get(run.position()))
                .filter(state -> state.state() == RunState.State.DONE)
                .map(state -> Objects.requireNonNull(state.job()))
                .toList());
        Map<Column, MetricChoice> columns = new LinkedHashMap<>();
        Map<String, List<Column>> sections = sections(spec, columns);
        Map<Place, Grid.Run> places = places(grid);
        TableBuilder.Results results = (row, column) -> spec.seeds().stream()
                .map(seed -> {
                    Grid.Run run =
                            Objects.requireNonNull(places.get(new Place(row, seed, column.task(), column.fraction())));
                    MetricChoice shown = Objects.requireNonNull(columns.get(column));
                    return result(seed, states.get(run.training()), states.get(run.position()), shown, metrics);
                })
                .toList();
        Testing testing = new Testing(spec.baseline(), spec.level(), spec.draws());
        ResultTable measured = new TableBuilder(spec.name(), testing, spec.rows(), sections)
                .build(results, store.comparisons(experiment.id()));
        return measured.beside(published.beside(spec.tasks(), measured.columns()));
    }

    /**
     * Columns by the kind of their task, tasks of one kind side by side.
     *
     * @param shown where to put what each column shows
     */
    private static Map<String, List<Column>> sections(ExperimentSpec spec, Map<Column, MetricChoice> shown) {
        Map<String, List<Column>> sections = new LinkedHashMap<>();
        for (Task task : spec.tasks()) {
            List<Column> columns = sections.computeIfAbsent(task.section(), each -> new ArrayList<>());
            for (MetricChoice metric : task.metrics()) {
                for (Optional<Double> fraction : task.shares()) {
                    Column column = new Column(task.name(), metric.column(), fraction.orElse(null));
                    columns.add(column);
                    shown.put(column, metric);
                }
            }
        }
        return sections;
    }

    private static Map<Place, Grid.Run> places(Grid grid) {
        Map<Place, Grid.Run> places = new LinkedHashMap<>();
        grid.runs().stream()
                .filter(run -> !run.isTraining())
                .forEach(run ->
                        places.put(new Place(run.row(), run.seed(), run.asked().name(), run.fraction()), run));
        return places;
    }

    private static SeedResult result(
            long seed,
            RunState training,
            RunState evaluation,
            MetricChoice choice,
            Map<UUID, List<EvaluationMetric>> metrics) {
        SeedResult.Trace trace = new SeedResult.Trace(
                training.job(),
                training.checkpoint(),
                evaluation.state() == RunState.State.DONE ? evaluation.job() : null,
                training.reused(),
                evaluation.reused());
        RunState.Failure failure = evaluation.failure() != null ? evaluation.failure() : training.failure();
        if (failure != null) {
            return new SeedResult(seed, null, null, null, failure.code() + ": " + failure.message(), trace);
        }
        if (evaluation.state() != RunState.State.DONE) {
            return new SeedResult(seed, null, null, null, null, trace);
        }
        List<EvaluationMetric> all = metrics.getOrDefault(evaluation.job(), List.of());
        Optional<EvaluationMetric> found = MetricPick.of(choice, all);
        return found.map(metric -> new SeedResult(seed, metric.value(), metric.low(), metric.high(), null, trace))
                .orElseGet(() -> new SeedResult(
                        seed, null, null, null, "metric-missing: " + MetricPick.missing(choice, all), trace));
    }
}
