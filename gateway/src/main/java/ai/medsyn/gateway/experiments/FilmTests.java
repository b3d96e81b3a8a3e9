package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.gateway.experiments.ExperimentSpec.MetricChoice;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.gateway.experiments.table.Column;
import ai.medsyn.gateway.experiments.table.Comparison;
import ai.medsyn.gateway.experiments.table.FilmComparison;
import ai.medsyn.gateway.experiments.table.Row;
import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.http.Problem;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Paired tests of every arm against the baseline over the same films, where eval-service keeps the scores. */
@Component
class FilmTests {

    /** Twice the custom, for p-values that are corrected for many tests. */
    private static final int DRAWS = 2_000;

    private final ServiceClients clients;
    private final ExperimentStore store;
    private final JsonMapper json;

    FilmTests(ServiceClients clients, ExperimentStore store, JsonMapper json) {
        this.clients = clients;
        this.store = store;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};
    private static final String MACRO = "macro";
    private static final String ALL = "all";

    /**
     * What eval-service says of one metric of one finding.
     *
     * @param method {@code delong} or {@code bootstrap}
     */
    private record Difference(
            String label, String metric, double difference, double low, double high, double pValue, String method) {

        boolean isOf(MetricChoice choice) {
            return choice.subset().equals(ALL)
                    && metric.equals(choice.name())
                    && label.equals(Objects.requireNonNullElse(choice.label(), MACRO));
        }

        FilmComparison at(Row row, Column column) {
            Comparison.Test test = method.equals("delong") ? Comparison.Test.DELONG : Comparison.Test.BOOTSTRAP;
            return new FilmComparison(row, column, test, difference, low, high, pValue);
        }
    }

    /**
     * What came of it.
     *
     * @param tests pairs of cells that were compared film by film
     * @param reasons why others were not; their seeds are compared instead
     */
    record Made(int tests, List<String> reasons) {}

    /** Makes all tests that can be made, in place of those that there are. */
    Made make(JobRun<ExperimentSpec> run, Grid grid, List<RunState> states) {
        Caller caller = new Caller(run.team(), Role.REQUESTER, "job:" + run.id());
        List<FilmComparison> made = new ArrayList<>();
        Set<String> reasons = new TreeSet<>();
        for (Method method : run.spec().methods()) {
            for (Arm arm : run.spec().arms()) {
                if (!arm.name().equals(run.spec().baseline())) {
                    for (Task task : run.spec().tasks()) {
                        made.addAll(tests(run.spec(), new Runs(grid, states), method, arm, task, caller, reasons));
                    }
                }
            }
        }
        store.tests(run.id().value(), made);
        return new Made(made.size(), List.copyOf(reasons));
    }

    private List<FilmComparison> tests(
            ExperimentSpec spec, Runs runs, Method method, Arm arm, Task task, Caller caller, Set<String> reasons) {
        List<FilmComparison> made = new ArrayList<>();
        List<@Nullable Double> fractions = new ArrayList<>(task.fractions());
        if (fractions.isEmpty()) {
            fractions.add(null);
        }
        for (Double fraction : fractions) {
            List<UUID> own = runs.evaluations(method.name(), arm.name(), task, fraction);
            List<UUID> reference = runs.evaluations(method.name(), spec.baseline(), task, fraction);
            boolean whole = own.size() == spec.seeds().size() && reference.size() == own.size();
            List<Difference> differences = whole ? ask(own, reference, spec.level(), caller, reasons) : List.of();
            for (MetricChoice metric : task.metrics()) {
                Column column = new Column(task.name(), metric.column(), fraction);
                differences.stream()
                        .filter(difference -> difference.isOf(metric))
                        .findFirst()
                        .ifPresent(found -> made.add(found.at(new Row(method.name(), arm.name()), column)));
            }
        }
        return made;
    }

    /** Evaluations by their place in the grid. */
    private record Runs(Grid grid, List<RunState> states) {

        List<UUID> evaluations(String method, String arm, Task task, @Nullable Double fraction) {
            return grid.runs().stream()
                    .filter(run -> !run.isTraining() && run.asked().name().equals(task.name()))
                    .filter(run -> Objects.equals(run.fraction(), fraction))
                    .filter(run -> run.method().name().equals(method)
                            && run.arm().name().equals(arm))
                    .map(run -> states.get(run.position()))
                    .filter(state -> state.state() == RunState.State.DONE)
                    .map(state -> Objects.requireNonNull(state.job()))
                    .toList();
        }
    }

    /** Empty, with a reason more, where no scores of the same films are kept or there are too many of them. */
    private List<Difference> ask(
            List<UUID> own, List<UUID> reference, double level, Caller caller, Set<String> reasons) {
        try {
            JsonNode answer = clients.service("evaluation", caller)
                    .post()
                    .uri("/v1/seed-comparisons")
                    .body(Map.of("first", own, "second", reference, "level", level, "draws", DRAWS))
                    .retrieve()
                    .body(JsonNode.class);
            return json.convertValue(answer, DIFFERENCES);
        } catch (RequestRefused refused) {
            if (refused.problem().status() >= 500 || refused.problem().status() == 429) {
                throw refused;
            }
            reasons.add(reason(refused.problem()));
            return List.of();
        }
    }

    private static String reason(Problem problem) {
        return problem.details().isEmpty() ? problem.detail() : problem.detail() + " " + problem.details();
    }
}
