package ai.medsyn.evaluation.runs;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.DatasetState;
import ai.medsyn.platform.lineage.Datasets;
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
     * @throws RequestRefused with every violation; 404 if there is no such dataset
     */
    public void check(EvaluationSpec spec, String team) {
        List<Violation> violations = new ArrayList<>();
        Dataset dataset = datasets.require(new DatasetId(spec.dataset()), team);
        if (dataset.state() != DatasetState.SEALED) {
            violations.add(new Violation("dataset", "must be SEALED", dataset.state()));
        }
        tasks.find(spec.task())
                .ifPresentOrElse(
                        task -> check(task, spec, team, violations),
                        () -> violations.add(new Violation("task", "must be one of " + tasks.ids(), spec.task())));
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
    }

    private static void check(EvaluationTask task, EvaluationSpec spec, String team, List<Violation> violations) {
        spec.given().stream()
                .filter(part -> !task.parts().contains(part))
                .forEach(part -> violations.add(
                        new Violation(part.field(), "must be absent: " + task.id() + " has none", null)));
        task.check(spec, team, violations);
    }
}
