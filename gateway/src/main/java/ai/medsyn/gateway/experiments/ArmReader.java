package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the mixes of datasets that models are trained on. */
final class ArmReader {

    private static final int MOST_DATASETS = 50;
    private static final double HEAVIEST = 100;

    private final FormChecks checks;

    ArmReader(FormChecks checks) {
        this.checks = checks;
    }

    /** @param made names of the datasets that the experiment makes */
    List<Arm> read(@Nullable List<ExperimentRequest.@Nullable Arm> given, Set<String> made) {
        List<Arm> arms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<ExperimentRequest.@Nullable Arm> wanted = checks.listed("arms", given);
        for (int i = 0; i < wanted.size(); i++) {
            ExperimentRequest.Arm arm = wanted.get(i);
            String field = "arms[" + i + "]";
            String name = arm == null || arm.name() == null ? "" : arm.name();
            checks.title(field + ".name", name, names);
            List<ExperimentRequest.@Nullable Source> datasets =
                    arm == null || arm.datasets() == null ? List.of() : arm.datasets();
            checks.check(
                    !datasets.isEmpty() && datasets.size() <= MOST_DATASETS,
                    field + ".datasets",
                    "must be 1 to " + MOST_DATASETS + " datasets",
                    datasets);
            List<Source> sources = new ArrayList<>();
            for (int k = 0; k < Math.min(MOST_DATASETS, datasets.size()); k++) {
                sources.add(source(field + ".datasets[" + k + "]", datasets.get(k), made));
            }
            checks.check(
                    new HashSet<>(sources.stream()
                                            .map(source -> List.of(
                                                    String.valueOf(source.dataset()), String.valueOf(source.build())))
                                            .toList())
                                    .size()
                            == sources.size(),
                    field + ".datasets",
                    "must name each dataset once",
                    datasets);
            arms.add(new Arm(name, sources));
        }
        return arms;
    }

    private Source source(String field, ExperimentRequest.@Nullable Source source, Set<String> made) {
        double weight = source == null || source.weight() == null ? 1 : source.weight();
        checks.check(
                weight > 0 && weight <= HEAVIEST, field + ".weight", "must be above 0 and at most " + HEAVIEST, weight);
        boolean one = source != null && (source.dataset() == null) != (source.build() == null);
        checks.check(one, field, "must name either a dataset or a build", null);
        String build = source == null ? null : source.build();
        checks.check(build == null || made.contains(build), field + ".build", "must be among builds: " + made, build);
        return new Source(source == null ? null : source.dataset(), build, weight);
    }
}
