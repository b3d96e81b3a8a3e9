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
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Paired tests of every arm against the baseline over the same films, where eval-service keeps the scores. */
@Component
class FilmTests {

    private final ServiceClients clients;
    private final ExperimentStore store;

    FilmTests(ServiceClients clients, ExperimentStore store) {
        this.clients = clients;
        this.store = store;
    }

    /** What eval-service answers. */
    private record Answer(Comparison.Test test, double difference, double low, double high, double pValue) {}

    /** Makes all tests that can be made, in place of those that there are; how many. */
    int make(JobRun<ExperimentSpec> run, Grid grid, List<RunState> states) {
        Caller caller = new Caller(run.team(), Role.REQUESTER, "job:" + run.id());
        List<FilmComparison> made = new ArrayList<>();
        for (Method method : run.spec().methods()) {
            for (Arm arm : run.spec().arms()) {
                if (!arm.name().equals(run.spec().baseline())) {
                    for (Task task : run.spec().tasks()) {
                        made.addAll(tests(run.spec(), new Runs(grid, states), method, arm, task, caller));
                    }
                }
            }
        }
        store.tests(run.id().value(), made);
        return made.size();
    }

    private List<FilmComparison> tests(
            ExperimentSpec spec, Runs runs, Method method, Arm arm, Task task, Caller caller) {
        List<FilmComparison> made = new ArrayList<>();
        List<@Nullable Double> fractions = new ArrayList<>(task.fractions());
        if (fractions.isEmpty()) {
            fractions.add(null);
        }
        for (Double fraction : fractions) {
            List<UUID> own = runs.evaluations(method.name(), arm.name(), task, fraction);
            List<UUID> reference = runs.evaluations(method.name(), spec.baseline(), task, fraction);
            boolean whole = own.size() == spec.seeds().size() && reference.size() == own.size();
            for (MetricChoice metric : whole ? task.metrics() : List.<MetricChoice>of()) {
                ask(body(own, reference, metric, spec.level()), caller)
                        .ifPresent(answer -> made.add(new FilmComparison(
                                new Row(method.name(), arm.name()),
                                new Column(task.name(), metric.column(), fraction),
                                answer.test(),
                                answer.difference(),
                                answer.low(),
                                answer.high(),
                                answer.pValue())));
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

    private static Map<String, Object> body(List<UUID> own, List<UUID> reference, MetricChoice metric, double level) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("first", own);
        body.put("second", reference);
        body.put("metric", metric.name());
        body.put("label", metric.label());
        body.put("subset", metric.subset());
        body.put("level", level);
        return body;
    }

    /** Empty where no scores of the same films are kept. */
    private Optional<Answer> ask(Map<String, Object> body, Caller caller) {
        try {
            return Optional.ofNullable(clients.service("evaluation", caller)
                    .post()
                    .uri("/v1/seed-comparisons")
                    .body(body)
                    .retrieve()
                    .body(Answer.class));
        } catch (RequestRefused refused) {
            if (refused.problem().status() >= 500 || refused.problem().status() == 429) {
                throw refused;
            }
            return Optional.empty();
        }
    }
}
