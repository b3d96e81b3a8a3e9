package ai.medsyn.evaluation.runs;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.DatasetState;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.UnknownLineage;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes orders for evaluations. */
@Component
public class EvaluationOrders {

    /** Kind of the job that an evaluation is. */
    public static final String KIND = EvaluationJob.KIND;

    private final Datasets datasets;
    private final EvaluationTasks tasks;

    EvaluationOrders(Datasets datasets, EvaluationTasks tasks) {
        this.datasets = datasets;
        this.tasks = tasks;
    }

    /**
     * Checks what annotations cannot say.
     *
     * @throws RequestRefused with every violation; 404 if nothing is wrong but that there is no such dataset
     */
    public void check(EvaluationSpec spec, String team) {
        List<Violation> violations = violations(spec, team);
        if (violations.size() == 1) {
            datasets.require(new DatasetId(spec.dataset()), team);
        }
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
    }

    /** Everything that is wrong with an order and that annotations cannot say, an unknown dataset among it. */
    public List<Violation> violations(EvaluationSpec spec, String team) {
        List<Violation> violations = new ArrayList<>();
        try {
            Dataset dataset = datasets.require(new DatasetId(spec.dataset()), team);
            if (dataset.state() != DatasetState.SEALED) {
                violations.add(new Violation("dataset", "must be SEALED", dataset.state()));
            }
        } catch (UnknownLineage unknown) {
            violations.add(new Violation("dataset", "must be the id of a sealed dataset of your team", spec.dataset()));
        }
        tasks.find(spec.task())
                .ifPresentOrElse(
                        task -> check(task, spec, team, violations),
                        () -> violations.add(new Violation("task", "must be one of " + tasks.ids(), spec.task())));
        return violations;
    }

    private static void check(EvaluationTask task, EvaluationSpec spec, String team, List<Violation> violations) {
        spec.given().stream()
                .filter(part -> !task.parts().contains(part))
                .forEach(part -> violations.add(
                        new Violation(part.field(), "must be absent: " + task.id() + " has none", null)));
        task.check(spec, team, violations);
    }
}
