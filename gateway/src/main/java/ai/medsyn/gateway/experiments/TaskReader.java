package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.MetricChoice;
import ai.medsyn.gateway.experiments.ExperimentSpec.PublishedColumn;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.gateway.experiments.table.Published;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of an experiment: questions for eval-service, which knows their parts, and the columns that they become. */
final class TaskReader {

    private static final int MOST_METRICS = 10;
    private static final String METRIC = "[a-z0-9][a-z0-9@._-]{0,59}";

    private final PublishedResults published;
    private final FormChecks checks;

    TaskReader(PublishedResults published, FormChecks checks) {
        this.published = published;
        this.checks = checks;
    }

    List<Task> read(
            @Nullable List<ExperimentRequest.@Nullable Task> wanted, Set<String> builds, List<Double> fractions) {
        List<Task> tasks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<ExperimentRequest.@Nullable Task> listed = checks.listed("tasks", wanted);
        for (int i = 0; i < listed.size(); i++) {
            ExperimentRequest.Task task = listed.get(i);
            String field = "tasks[" + i + "]";
            if (task == null || task.evaluation() == null) {
                checks.check(false, field + ".evaluation", "must be a request for an evaluation", null);
            } else {
                Task read = read(field, task, task.evaluation(), builds, fractions);
                checks.title(field + ".name", read.name(), names);
                tasks.add(read);
            }
        }
        return tasks;
    }

    private Task read(
            String field,
            ExperimentRequest.Task task,
            Map<String, @Nullable Object> evaluation,
            Set<String> builds,
            List<Double> fractions) {
        String kind = evaluation.get("task") instanceof String text ? text : "";
        String name = task.name() == null ? kind : task.name();
        checks.check(
                !evaluation.containsKey("model"),
                field + ".evaluation.model",
                "must be left out: the experiment's models are asked",
                null);
        if (evaluation.get("training") instanceof Map<?, ?> training) {
            checks.check(
                    !training.containsKey("fraction") && !training.containsKey("seeds"),
                    field + ".evaluation.training",
                    "must leave fraction and seeds to the experiment",
                    null);
        }
        checks.check(
                task.build() == null || builds.contains(task.build()),
                field + ".build",
                "must be among builds: " + new TreeSet<>(builds),
                task.build());
        checks.check(
                (task.build() == null) == evaluation.containsKey("dataset"),
                field + ".evaluation.dataset",
                "must name a dataset, or build must",
                evaluation.get("dataset"));
        boolean trained = TaskKind.find(kind).map(TaskKind::trained).orElse(false);
        checks.check(
                trained || task.fractions() == null,
                field + ".fractions",
                "must be left out: " + kind + " trains nothing",
                null);
        List<Double> own = trained ? fractions(field + ".fractions", task.fractions(), fractions) : List.of();
        return new Task(
                name,
                new LinkedHashMap<>(RequestReader.plain(evaluation)),
                task.build(),
                metrics(field + ".metrics", task.metrics(), kind),
                own,
                published(field + ".published", task.published()));
    }

    /** Shares of training data, each once. */
    List<Double> fractions(String field, @Nullable List<@Nullable Double> wanted, List<Double> otherwise) {
        if (wanted == null) {
            return otherwise;
        }
        Set<Double> fractions = new TreeSet<>();
        for (int i = 0; i < Math.min(FormChecks.MOST_LISTED, wanted.size()); i++) {
            Double fraction = wanted.get(i);
            checks.check(
                    fraction != null && fraction > 0 && fraction <= 1 && fractions.add(fraction),
                    field + "[" + i + "]",
                    "must be above 0 and at most 1, each once",
                    fraction);
        }
        checks.check(
                !wanted.isEmpty() && wanted.size() <= FormChecks.MOST_LISTED,
                field,
                "must be 1 to " + FormChecks.MOST_LISTED + " shares",
                wanted);
        return List.copyOf(fractions);
    }

    private List<MetricChoice> metrics(
            String field, @Nullable List<ExperimentRequest.@Nullable Metric> wanted, String kind) {
        if (wanted == null) {
            List<String> headline = TaskKind.find(kind).map(TaskKind::headline).orElse(List.of("auc"));
            return headline.stream()
                    .map(name -> new MetricChoice(name, null, "all"))
                    .toList();
        }
        checks.check(
                !wanted.isEmpty() && wanted.size() <= MOST_METRICS,
                field,
                "must be 1 to " + MOST_METRICS + " metrics",
                wanted);
        List<MetricChoice> metrics = new ArrayList<>();
        Set<String> columns = new HashSet<>();
        for (int i = 0; i < Math.min(MOST_METRICS, wanted.size()); i++) {
            ExperimentRequest.Metric metric = wanted.get(i);
            String name = metric == null || metric.name() == null ? "" : metric.name();
            checks.check(
                    name.matches(METRIC),
                    field + "[" + i + "].name",
                    "must be the name of a metric, for example auc",
                    name);
            MetricChoice choice = new MetricChoice(
                    name,
                    metric == null ? null : metric.label(),
                    metric == null || metric.subset() == null ? "all" : metric.subset());
            checks.check(
                    columns.add(choice.column()),
                    field + "[" + i + "]",
                    "must differ from the metrics before it",
                    name);
            checks.check(
                    choice.column().length() <= 200 && choice.subset().length() <= 200,
                    field + "[" + i + "]",
                    "must be at most 200 characters",
                    null);
            metrics.add(choice);
        }
        return metrics;
    }

    private @Nullable PublishedColumn published(String field, ExperimentRequest.@Nullable Published wanted) {
        if (wanted == null) {
            return null;
        }
        Optional<Published> table = wanted.table() == null ? Optional.empty() : published.find(wanted.table());
        checks.check(
                table.isPresent(),
                field + ".table",
                "must be one of "
                        + published.library().tables().stream()
                                .map(Published::id)
                                .toList(),
                wanted.table());
        Set<String> columns = new TreeSet<>();
        table.ifPresent(found -> found.columns().forEach(column -> columns.add(column.name())));
        boolean known = wanted.column() != null && columns.contains(wanted.column());
        checks.check(table.isEmpty() || known, field + ".column", "must be one of " + columns, wanted.column());
        return table.isPresent() && wanted.table() != null && wanted.column() != null
                ? new PublishedColumn(wanted.table(), wanted.column())
                : null;
    }
}
