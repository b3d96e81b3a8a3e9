package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Budget;
import ai.medsyn.gateway.experiments.ExperimentSpec.Equal;
import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.gateway.experiments.ExperimentSpec.Source;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests for trainings and evaluations, as any client of the services would write them. */
final class ServiceRequests {

    private final ExperimentSpec spec;
    private final Map<String, UUID> built;

    /** @param built datasets by the name of their build, as far as they are there */
    ServiceRequests(ExperimentSpec spec, Map<String, UUID> built) {
        this.spec = spec;
        this.built = Map.copyOf(built);
    }

    /** How long a training is, as training-service counts. */
    record Length(String unit, int amount) {

        /** What a budget says without looking at any dataset. */
        static Length of(Budget budget) {
            Integer steps = budget.steps();
            return steps == null
                    ? new Length("EPOCHS", Objects.requireNonNull(budget.epochs()))
                    : new Length("STEPS", steps);
        }

        /** Whether the steps of the baseline arm's epochs are to be looked up and given to every arm. */
        static boolean followsBaseline(Budget budget) {
            return budget.mode() == Equal.EQUAL_STEPS && budget.steps() == null;
        }
    }

    Map<String, Object> training(Method method, Arm arm, long seed, Length length) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", spec.name().length() <= 100 ? spec.name() : spec.name().substring(0, 100));
        body.put(
                "datasets",
                arm.datasets().stream().filter(this::there).map(this::source).toList());
        body.put("preset", method.preset());
        body.put("overrides", method.overrides());
        body.put("encoders", method.encoders());
        body.put("budget", Map.of("unit", length.unit(), "amount", length.amount()));
        body.put("seed", seed);
        Map<String, Object> data = new LinkedHashMap<>();
        put(data, "train", spec.data().train());
        put(data, "validate", spec.data().validate());
        body.put("data", data);
        return body;
    }

    private boolean there(Source source) {
        return source.build() == null || built.containsKey(source.build());
    }

    private Map<String, Object> source(Source source) {
        UUID dataset = source.build() == null ? source.dataset() : built.get(source.build());
        return Map.of("dataset", Objects.requireNonNull(dataset), "weight", source.weight());
    }

    Map<String, Object> evaluation(Task task, @Nullable Double fraction, long seed, UUID checkpoint) {
        Map<String, Object> body = new LinkedHashMap<>(task.evaluation());
        body.put("model", Map.of("checkpoint", checkpoint));
        if (task.build() != null) {
            put(body, "dataset", built.get(task.build()));
        }
        if (fraction != null) {
            Map<String, Object> training = new LinkedHashMap<>();
            if (body.get("training") instanceof Map<?, ?> given) {
                given.forEach((key, value) -> training.put(String.valueOf(key), value));
            }
            training.put("fraction", fraction);
            training.put("seeds", List.of(seed));
            body.put("training", training);
        }
        return body;
    }

    private static void put(Map<String, Object> body, String member, @Nullable Object value) {
        if (value != null) {
            body.put(member, value);
        }
    }
}
