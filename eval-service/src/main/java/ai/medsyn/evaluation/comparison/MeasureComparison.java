package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.comparison.KeptMeasures.Case;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Two models that were measured on the same cases, film by film: means per finding, and over findings the mean of these. */
final class MeasureComparison {

    private MeasureComparison() {}

    /** A case that both have a value of. */
    private record Pair(String cluster, String label, double first, double second) {}

    /** @param undefined gets what has no value, and why */
    static List<Difference> of(KeptMeasures first, KeptMeasures second, Settings settings, List<Undefined> undefined) {
        Map<String, Case> others = new LinkedHashMap<>();
        second.cases().forEach(each -> others.put(each.key(), each));
        TreeSet<String> metrics = new TreeSet<>();
        TreeSet<String> labels = new TreeSet<>();
        first.cases().forEach(each -> {
            metrics.addAll(each.values().keySet());
            labels.add(each.label());
        });
        List<Difference> differences = new ArrayList<>();
        for (String metric : metrics) {
            List<Pair> pairs = pairs(first, others, metric);
            for (String label : labels) {
                List<Pair> own = pairs.stream()
                        .filter(pair -> pair.label().equals(label))
                        .toList();
                compare(label, metric, own, settings, differences, undefined);
            }
            compare(ClassificationReport.MACRO, metric, pairs, settings, differences, undefined);
        }
        return differences;
    }

    private static List<Pair> pairs(KeptMeasures first, Map<String, Case> others, String metric) {
        List<Pair> pairs = new ArrayList<>();
        for (Case one : first.cases()) {
            Case other = others.get(one.key());
            Double a = one.values().get(metric);
            Double b = other == null ? null : other.values().get(metric);
            if (a != null && b != null) {
                pairs.add(new Pair(one.cluster(), one.label(), a, b));
            }
        }
        return pairs;
    }

    private static void compare(
            String label,
            String metric,
            List<Pair> pairs,
            Settings settings,
            List<Difference> differences,
            List<Undefined> undefined) {
        try {
            Bootstrap bootstrap =
                    Bootstrap.clustered(pairs.stream().map(Pair::cluster).toList(), settings.draws(), settings.seed());
            int[] everything = IntStream.range(0, pairs.size()).toArray();
            differences.add(Difference.of(
                    new Difference.Subject(
                            label, metric, mean(pairs, everything, true), mean(pairs, everything, false), pairs.size()),
                    bootstrap.compare(
                            indices -> mean(pairs, indices, true),
                            indices -> mean(pairs, indices, false),
                            settings.level())));
        } catch (MetricUndefined onePatient) {
            undefined.add(
                    new Undefined(ClassificationReport.ALL, label, metric, String.valueOf(onePatient.getMessage())));
        }
    }

    /** Findings count alike; one that a draw has no film of does not count in it. */
    private static double mean(List<Pair> pairs, int[] indices, boolean first) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int i : indices) {
            Pair pair = pairs.get(i);
            double[] sum = sums.computeIfAbsent(pair.label(), none -> new double[2]);
            sum[0] += first ? pair.first() : pair.second();
            sum[1]++;
        }
        return sums.values().stream()
                .mapToDouble(sum -> sum[0] / sum[1])
                .average()
                .orElseThrow();
    }
}
