package ai.medsyn.generator.images.diffusion.schedulers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys of {@code scheduler_config.json}, with the reference implementation's defaults where the file is silent. A key that changes the
 * result and that no class here implements is an error when it is set, never ignored.
 */
public final class SchedulerConfig {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Keys that must keep the value that switches them off. */
    private static final Map<String, Object> OFF = Map.of(
            "thresholding", false,
            "use_exponential_sigmas", false,
            "use_beta_sigmas", false,
            "use_lu_lambdas", false,
            "use_flow_sigmas", false,
            "use_dynamic_shifting", false);

    private static final Set<String> SCHEDULES = Set.of("linear", "scaled_linear", "squaredcos_cap_v2");

    private final SchedulerKind kind;
    private final Map<String, JsonNode> keys;

    private SchedulerConfig(SchedulerKind kind, Map<String, JsonNode> keys) {
        this.kind = kind;
        this.keys = keys;
    }

    /**
     * Reads a configuration.
     *
     * @param json the object of {@code scheduler_config.json}
     * @throws InvalidSchedulerException with everything that is wrong with it
     */
    public static SchedulerConfig of(JsonNode json) {
        String className = json.path("_class_name").asString("");
        SchedulerKind kind = SchedulerKind.ofClass(className)
                .orElseThrow(() -> new InvalidSchedulerException(List.of("_class_name: one of "
                        + SchedulerKind.classNames() + " was expected, found '" + className + "'")));
        Map<String, JsonNode> keys = new LinkedHashMap<>();
        json.properties().forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
        return checked(kind, keys);
    }

    /**
     * The same training schedule for another sampler: every key that the file sets is carried over, as the reference implementation's {@code
     * from_config} does, unless it belongs to the first sampler only.
     */
    public SchedulerConfig with(SchedulerKind other, Map<String, Object> overrides) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(keys);
        if (other != kind) {
            changed.remove("solver_type");
        }
        overrides.forEach((key, value) -> changed.put(key, JSON.valueToTree(value)));
        return checked(other, changed);
    }

    private static SchedulerConfig checked(SchedulerKind kind, Map<String, JsonNode> keys) {
        Map<String, JsonNode> set = new LinkedHashMap<>(keys);
        set.values().removeIf(JsonNode::isNull);
        kind.defaults().forEach((key, value) -> set.putIfAbsent(key, JSON.valueToTree(value)));
        SchedulerConfig config = new SchedulerConfig(kind, set);
        List<String> violations = config.violations();
        if (!violations.isEmpty()) {
            throw new InvalidSchedulerException(violations);
        }
        return config;
    }

    private List<String> violations() {
        List<String> violations = new ArrayList<>();
        OFF.forEach((key, off) -> {
            if (keys.containsKey(key) && !keys.get(key).equals(JSON.valueToTree(off))) {
                violations.add(key + ": only " + off + " is supported, found " + keys.get(key));
            }
        });
        among(violations, "beta_schedule", SCHEDULES, "linear");
        among(violations, "prediction_type", Set.of("epsilon", "v_prediction", "sample"), "epsilon");
        among(violations, "timestep_spacing", Set.of("leading", "trailing", "linspace"), "leading");
        among(violations, "final_sigmas_type", Set.of("zero", "sigma_min"), "zero");
        among(violations, "interpolation_type", Set.of("linear", "log_linear"), "linear");
        among(violations, "timestep_type", Set.of("discrete", "continuous"), "discrete");
        if (kind == SchedulerKind.PNDM && !flag("skip_prk_steps", false)) {
            violations.add("skip_prk_steps: true was expected (PLMS); Runge-Kutta warm-up steps are not supported");
        }
        if (kind == SchedulerKind.DPMPP_2M) {
            among(violations, "algorithm_type", Set.of("dpmsolver++"), "dpmsolver++");
            among(violations, "solver_type", Set.of("midpoint", "heun"), "midpoint");
        }
        if (kind == SchedulerKind.UNIPC) {
            among(violations, "solver_type", Set.of("bh1", "bh2"), "bh2");
        }
        between(violations, "num_train_timesteps", 1000, 1, 100_000);
        between(violations, "steps_offset", 0, 0, 100);
        between(violations, "solver_order", 2, 1, 3);
        if (text("variance_type", "").startsWith("learned")) {
            violations.add("variance_type: null was expected, found " + keys.get("variance_type"));
        }
        double start = number("beta_start", 0.0001);
        double end = number("beta_end", 0.02);
        if (!(start > 0 && start <= end && end < 1)) {
            violations.add("beta_start, beta_end: 0 < beta_start <= beta_end < 1 was expected, found " + start + " and "
                    + end);
        }
        return violations;
    }

    private void among(List<String> violations, String key, Set<String> allowed, String otherwise) {
        String value = text(key, otherwise);
        if (!allowed.contains(value)) {
            violations.add(
                    key + ": one of " + allowed.stream().sorted().toList() + " was expected, found '" + value + "'");
        }
    }

    private void between(List<String> violations, String key, int otherwise, int least, int most) {
        double value = number(key, otherwise);
        if (value < least || value > most || value != Math.rint(value)) {
            violations.add(
                    key + ": a whole number from " + least + " to " + most + " was expected, found " + keys.get(key));
        }
    }

    public SchedulerKind kind() {
        return kind;
    }

    /** {@code epsilon}, {@code v_prediction} or {@code sample}. */
    public String predictionType() {
        return text("prediction_type", "epsilon");
    }

    public int trainTimesteps() {
        return (int) number("num_train_timesteps", 1000);
    }

    Prediction prediction() {
        return switch (predictionType()) {
            case "v_prediction" -> Prediction.V_PREDICTION;
            case "sample" -> Prediction.SAMPLE;
            default -> Prediction.EPSILON;
        };
    }

    /** {@code leading}, {@code trailing} or {@code linspace} (Lin et al. 2024, table 2). */
    public String spacing() {
        return text("timestep_spacing", "leading");
    }

    int stepsOffset() {
        return (int) number("steps_offset", 0);
    }

    int solverOrder() {
        return (int) number("solver_order", 2);
    }

    boolean flag(String key, boolean otherwise) {
        JsonNode value = keys.get(key);
        return value == null ? otherwise : value.asBoolean(otherwise);
    }

    String text(String key, String otherwise) {
        JsonNode value = keys.get(key);
        return value == null ? otherwise : value.asString("");
    }

    double number(String key, double otherwise) {
        JsonNode value = keys.get(key);
        return value == null ? otherwise : value.asDouble(Double.NaN);
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    /** A list of numbers; empty if the key is not set. */
    double[] numbers(String key) {
        JsonNode value = keys.get(key);
        try {
            return value == null ? new double[0] : JSON.treeToValue(value, double[].class);
        } catch (JacksonException e) {
            throw new InvalidSchedulerException(List.of(key + ": a list of numbers was expected, found " + value));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchedulerConfig config && kind == config.kind && keys.equals(config.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    /** Every key in force, for lineage and for people. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("scheduler", kind.id());
        for (Map.Entry<String, JsonNode> key : keys.entrySet()) {
            if (!key.getKey().startsWith("_") && !key.getKey().equals("trained_betas")) {
                settings.put(key.getKey(), JSON.treeToValue(key.getValue(), Object.class));
            }
        }
        return settings;
    }
}
