package ai.medsyn.evaluation.runs;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** All tasks by their ids. */
@Component
class EvaluationTasks {

    private final SortedMap<String, EvaluationTask> byId = new TreeMap<>();

    EvaluationTasks(List<EvaluationTask> tasks) {
        for (EvaluationTask task : tasks) {
            if (byId.put(task.id(), task) != null) {
                throw new IllegalStateException("expected one task per id, found two of " + task.id());
            }
        }
    }

    Optional<EvaluationTask> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The task of an order that was checked. */
    EvaluationTask require(String id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("expected a task of " + ids() + ", found " + id));
    }

    List<String> ids() {
        return List.copyOf(byId.keySet());
    }
}
