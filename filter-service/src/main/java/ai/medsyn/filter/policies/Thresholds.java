package ai.medsyn.filter.policies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One threshold for every policy. */
public final class Thresholds {

    private final Map<String, Double> byFilter;

    private Thresholds(Map<String, Double> byFilter) {
        this.byFilter = byFilter;
    }

    /** Where the reports of a corpus come from: a few initial thresholds depend on it. */
    public enum ReportOrigin {
        /** Written by the platform for sampled entities. */
        WRITTEN,
        /** Brought by a user: two patients may well have the same report, so repetition is no defect unless a request says so. */
        REAL
    }

    /**
     * The initial thresholds.
     *
     * @param origin of the reports they apply to
     */
    public static Thresholds initial(ReportOrigin origin) {
        Map<String, Double> initial = new HashMap<>();
        for (Policy policy : Policies.all()) {
            initial.put(policy.filter(), policy.card().limit().initial());
        }
        if (origin == ReportOrigin.REAL) {
            initial.put(Policies.NEAR_DUPLICATE_TEXT.filter(), 0.0);
        }
        return new Thresholds(initial);
    }

    /**
     * These thresholds with some replaced.
     *
     * @param overrides by name of the policy
     * @throws InvalidThresholds with every violation, if a name is unknown or a value outside its policy's limits
     */
    public Thresholds with(Map<String, ? extends @Nullable Number> overrides) {
        List<InvalidThresholds.Violation> violations = new ArrayList<>();
        Map<String, Double> replaced = new HashMap<>(byFilter);
        new TreeMap<>(overrides).forEach((filter, value) -> {
            String expected = expected(filter, value);
            if (expected == null && value != null) {
                replaced.put(filter, value.doubleValue());
            } else if (expected != null) {
                violations.add(new InvalidThresholds.Violation(filter, expected, value));
            }
        });
        if (!violations.isEmpty()) {
            throw new InvalidThresholds(violations);
        }
        return new Thresholds(replaced);
    }

    /** What would be right instead, or null if this is right. */
    private static @Nullable String expected(String filter, @Nullable Number value) {
        Policy policy = Policies.find(filter).orElse(null);
        if (policy == null) {
            return "is no policy; expected one of "
                    + Policies.all().stream().map(Policy::filter).collect(Collectors.joining(", "));
        }
        Limit limit = policy.card().limit();
        return value != null && limit.allows(value.doubleValue())
                ? null
                : "must be a number from " + limit.lowest() + " to " + limit.highest();
    }

    /** The threshold of a policy. */
    public double of(Policy policy) {
        return byFilter.getOrDefault(policy.filter(), policy.card().limit().initial());
    }

    /** All of them by name, sorted. */
    public Map<String, Double> asMap() {
        return new TreeMap<>(byFilter);
    }
}
