package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.metrics.Detection;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two models that looked for the same boxes in the same films; a model's number is the mean over its heads. */
final class DetectionComparison {

    private static final int HALF = Detection.PAPER_THRESHOLDS.indexOf(0.5);

    private static final Map<String, Metric> METRICS = new LinkedHashMap<>();

    static {
        METRICS.put("map", RankedDetections.Drawn::meanAveragePrecision);
        METRICS.put("ap-50", drawn -> drawn.at(HALF).averagePrecision());
        METRICS.put("recall-50", drawn -> drawn.at(HALF).recall());
    }

    private final KeptDetections asked;
    private final List<RankedDetections> first;
    private final List<RankedDetections> second;

    /** A metric of the films with weights. */
    private interface Metric {
        double of(RankedDetections.Drawn drawn);
    }

    private DetectionComparison(KeptDetections first, KeptDetections second) {
        this.asked = first;
        this.first = ranked(first);
        this.second = ranked(second);
    }

    private static List<RankedDetections> ranked(KeptDetections kept) {
        return kept.heads().stream()
                .map(head -> new RankedDetections(kept.films(), head))
                .toList();
    }

    /**
     * Under the class that was looked for, and as it is one, the same as mean over classes.
     *
     * @param undefined gets what has no value, and why
     */
    static List<Difference> of(
            KeptDetections first, KeptDetections second, Settings settings, List<Undefined> undefined) {
        DetectionComparison comparison = new DetectionComparison(first, second);
        List<Difference> differences = new ArrayList<>();
        METRICS.forEach((name, metric) -> {
            try {
                Difference own = comparison.compare(name, metric, settings);
                differences.add(own);
                differences.add(own.as(ClassificationReport.MACRO));
            } catch (MetricUndefined e) {
                undefined.add(
                        new Undefined(ClassificationReport.ALL, first.label(), name, String.valueOf(e.getMessage())));
            }
        });
        return differences;
    }

    private Difference compare(String name, Metric metric, Settings settings) {
        Bootstrap bootstrap = Bootstrap.clustered(
                asked.films().stream().map(KeptDetections.Film::cluster).toList(), settings.draws(), settings.seed());
        int[] once = new int[asked.films().size()];
        Arrays.fill(once, 1);
        return Difference.of(
                new Difference.Subject(
                        asked.label(), name, mean(first, metric, once), mean(second, metric, once), once.length),
                bootstrap.compare(
                        indices -> mean(first, metric, counted(indices)),
                        indices -> mean(second, metric, counted(indices)),
                        settings.level()));
    }

    private static double mean(List<RankedDetections> heads, Metric metric, int[] weights) {
        return heads.stream()
                .mapToDouble(head -> metric.of(head.drawn(weights)))
                .average()
                .orElseThrow();
    }

    /** How often each film was drawn. */
    private int[] counted(int[] indices) {
        int[] counts = new int[asked.films().size()];
        for (int index : indices) {
            counts[index]++;
        }
        return counts;
    }
}
