package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.MetricChoice;
import ai.medsyn.platform.evaluations.EvaluationMetric;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the number that a column shows among those of an evaluation. */
final class MetricPick {

    /** What stands for all findings or all films, where no finding is named. */
    private static final List<String> OVERALL = List.of("macro", "all", "mean");

    private MetricPick() {}

    static Optional<EvaluationMetric> of(MetricChoice choice, List<EvaluationMetric> metrics) {
        List<EvaluationMetric> named = metrics.stream()
                .filter(metric -> metric.name().equals(choice.name()))
                .filter(metric -> metric.subset().equals(choice.subset()))
                .toList();
        if (choice.label() != null) {
            return named.stream()
                    .filter(metric -> metric.label().equals(choice.label()))
                    .findFirst();
        }
        return OVERALL.stream()
                .flatMap(label -> named.stream().filter(metric -> metric.label().equals(label)))
                .findFirst()
                .or(() -> named.size() <= 1 ? named.stream().findFirst() : Optional.of(mean(named)));
    }

    /** Over the findings that have a value, as papers print an F1 of several findings; without an interval. */
    private static EvaluationMetric mean(List<EvaluationMetric> named) {
        EvaluationMetric first = named.get(0);
        return new EvaluationMetric(
                first.subset(),
                "mean",
                first.name(),
                named.stream().mapToDouble(EvaluationMetric::value).average().orElseThrow(),
                null,
                null,
                first.level(),
                first.cases(),
                first.positives());
    }

    /** Says that there is none, and what there is. */
    static String missing(MetricChoice choice, List<EvaluationMetric> metrics) {
        Set<String> found = new TreeSet<>();
        metrics.forEach(metric -> found.add(metric.name() + " of " + metric.label()));
        String listed = found.size() <= 20 ? found.toString() : found.size() + " other numbers";
        return "expected " + choice.column() + " over " + choice.subset() + ", found " + listed
                + "; see the evaluation's report for what has no value";
    }
}
