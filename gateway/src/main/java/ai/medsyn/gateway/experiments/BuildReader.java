package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.datasets.Defaults;
import ai.medsyn.gateway.experiments.ExperimentSpec.Build;
import ai.medsyn.platform.lineage.Splits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the datasets that an experiment makes first. Whether they can be made is for the pipeline of datasets to say. */
final class BuildReader {

    private static final int MOST = 20;
    private static final int MOST_SAMPLES = 1_000_000;
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";

    private static final ExperimentRequest.Build NOTHING =
            new ExperimentRequest.Build(null, null, null, null, null, null, null, null);

    private final FormChecks checks;

    BuildReader(FormChecks checks) {
        this.checks = checks;
    }

    Map<String, Build> read(@Nullable Map<String, ExperimentRequest.@Nullable Build> wanted) {
        Map<String, Build> builds = new TreeMap<>();
        if (wanted == null) {
            return builds;
        }
        if (wanted.size() > MOST) {
            checks.check(false, "builds", "must be at most " + MOST, wanted.size());
            return builds;
        }
        wanted.forEach((name, build) -> {
            if (!name.matches(NAME)) {
                checks.check(
                        false, "builds", "must have names of 1 to 40 lower case letters, digits and hyphens", name);
            } else {
                builds.put(name, read("builds." + name, build == null ? NOTHING : build));
            }
        });
        return builds;
    }

    private Build read(String field, ExperimentRequest.Build build) {
        String generator = Objects.requireNonNullElse(build.generator(), Defaults.GENERATOR);
        checks.check(generator.length() <= 200, field + ".generator", "must be at most 200 characters", generator);
        return new Build(
                checks.whole(field + ".count", build.count(), 0, 1, MOST_SAMPLES),
                Objects.requireNonNullElse(build.seed(), 0L),
                generator,
                checks.whole(
                        field + ".size", build.size(), Defaults.LEAST_SIZE, Defaults.LEAST_SIZE, Defaults.MOST_SIZE),
                checks.whole(field + ".clinical", build.clinical(), Defaults.CLINICAL, 1, 20),
                checks.whole(field + ".anatomy", build.anatomy(), Defaults.ANATOMY, 0, 10),
                numbers(field + ".prevalences", build.prevalences(), Map.of()),
                numbers(field + ".splits", build.splits(), Splits.DEFAULT.fractions()));
    }

    private Map<String, Double> numbers(
            String field, @Nullable Map<String, @Nullable Double> wanted, Map<String, Double> otherwise) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Map<String, @Nullable Double> given = wanted == null ? new LinkedHashMap<>(otherwise) : wanted;
        given.forEach((name, value) -> {
            if (value == null) {
                checks.check(false, field + "." + name, "must be a number", null);
            } else {
                numbers.put(name, value);
            }
        });
        return numbers;
    }
}
