package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.datasets.Defaults;
import ai.medsyn.gateway.experiments.ExperimentSpec.Build;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.Splits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the datasets that an experiment makes first. Whether they can be made is for the pipeline of datasets to say. */
final class BuildReader {

    private static final int MOST = 20;
    private static final int MOST_SAMPLES = 1_000_000;
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";

    private final List<Violation> violations;

    BuildReader(List<Violation> violations) {
        this.violations = violations;
    }

    Map<String, Build> read(@Nullable Map<String, ExperimentRequest.@Nullable Build> wanted) {
        Map<String, Build> builds = new TreeMap<>();
        if (wanted == null) {
            return builds;
        }
        if (wanted.size() > MOST) {
            violations.add(new Violation("builds", "must be at most " + MOST, wanted.size()));
            return builds;
        }
        wanted.forEach((name, build) -> {
            if (!name.matches(NAME)) {
                violations.add(new Violation(
                        "builds", "must have names of 1 to 40 lower case letters, digits and hyphens", name));
            } else {
                builds.put(name, read("builds." + name, build));
            }
        });
        return builds;
    }

    private Build read(String field, ExperimentRequest.@Nullable Build build) {
        int count = build == null || build.count() == null ? 0 : build.count();
        within(field + ".count", count, 1, MOST_SAMPLES);
        int size = build == null ? Defaults.LEAST_SIZE : Objects.requireNonNullElse(build.size(), Defaults.LEAST_SIZE);
        within(field + ".size", size, Defaults.LEAST_SIZE, Defaults.MOST_SIZE);
        int clinical =
                build == null ? Defaults.CLINICAL : Objects.requireNonNullElse(build.clinical(), Defaults.CLINICAL);
        within(field + ".clinical", clinical, 1, 20);
        int anatomy = build == null ? Defaults.ANATOMY : Objects.requireNonNullElse(build.anatomy(), Defaults.ANATOMY);
        within(field + ".anatomy", anatomy, 0, 10);
        String generator = build == null || build.generator() == null ? Defaults.GENERATOR : build.generator();
        if (generator.length() > 200) {
            violations.add(new Violation(field + ".generator", "must be at most 200 characters", generator));
        }
        return new Build(
                count,
                build == null ? 0 : Objects.requireNonNullElse(build.seed(), 0L),
                generator,
                size,
                clinical,
                anatomy,
                numbers(field + ".prevalences", build == null ? null : build.prevalences(), Map.of()),
                numbers(field + ".splits", build == null ? null : build.splits(), Splits.DEFAULT.fractions()));
    }

    private Map<String, Double> numbers(
            String field, @Nullable Map<String, @Nullable Double> wanted, Map<String, Double> otherwise) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Map<String, @Nullable Double> given = wanted == null ? new LinkedHashMap<>(otherwise) : wanted;
        given.forEach((name, value) -> {
            if (value == null) {
                violations.add(new Violation(field + "." + name, "must be a number", null));
            } else {
                numbers.put(name, value);
            }
        });
        return numbers;
    }

    private void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            violations.add(new Violation(field, "must be from " + least + " to " + most, value));
        }
    }
}
