package ai.medsyn.evaluation.grounding;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.classification.Measured.Where;
import ai.medsyn.evaluation.grounding.GroundedPhrases.Pair;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures heat maps: per finding and as a mean over findings, on all films and per view. */
final class GroundingReport {

    private static final String IOU = "iou";
    private static final String DICE = "dice";

    private final Settings settings;
    private final GroundedPhrases validation;
    private final List<Measured> measured = new ArrayList<>();
    private final List<Undefined> undefined = new ArrayList<>();

    private GroundingReport(GroundedPhrases validation, Settings settings) {
        this.settings = settings;
        this.validation = validation;
    }

    /**
     * Measures a model.
     *
     * @param validation where thresholds are chosen; without any there are no metrics at a threshold
     */
    static ClassificationReport.Result of(
            List<String> labels, GroundedPhrases test, GroundedPhrases validation, Settings settings) {
        GroundingReport report = new GroundingReport(validation, settings);
        report.subset(ClassificationReport.ALL, labels, test);
        TreeSet<String> views = new TreeSet<>();
        test.pairs().forEach(pair -> {
            if (pair.view() != null) {
                views.add(pair.view());
            }
        });
        if (views.size() > 1) {
            views.forEach(view -> report.subset("view " + view, labels, test.where(pair -> view.equals(pair.view()))));
        }
        return new ClassificationReport.Result(List.copyOf(report.measured), List.copyOf(report.undefined));
    }

    private void subset(String subset, List<String> labels, GroundedPhrases test) {
        for (String label : labels) {
            GroundedPhrases own = test.of(label);
            if (own.isEmpty()) {
                undefined.add(new Undefined(subset, label, DICE, "no film whose region of it is known"));
            } else {
                Integer threshold = validation.thresholdOf(label);
                metrics(subset, label, own, pair -> threshold);
                if (threshold == null) {
                    undefined.add(new Undefined(
                            subset, label, DICE, "no validation film with a region to choose a threshold on"));
                } else {
                    value(subset, label, own, "threshold", Fit.threshold(threshold));
                }
                best(subset, label, own);
            }
        }
        if (!test.isEmpty()) {
            metrics(subset, ClassificationReport.MACRO, test, pair -> validation.thresholdOf(pair.label()));
        }
    }

    /** Which threshold a pair is marked at; null for none. */
    private interface Thresholds {
        @Nullable
        Integer of(Pair pair);
    }

    private void metrics(String subset, String label, GroundedPhrases pairs, Thresholds thresholds) {
        Map<String, Integer> chosen = new LinkedHashMap<>();
        pairs.pairs().forEach(pair -> {
            Integer threshold = thresholds.of(pair);
            if (threshold != null) {
                chosen.put(pair.label(), threshold);
            }
        });
        if (!chosen.isEmpty()) {
            mean(subset, label, pairs, IOU, pair -> pair.fit().iou(chosen.getOrDefault(pair.label(), 0)));
            mean(subset, label, pairs, DICE, pair -> pair.fit().dice(chosen.getOrDefault(pair.label(), 0)));
            mean(subset, label, pairs, "precision", pair -> pair.fit().precision(chosen.getOrDefault(pair.label(), 0)));
            mean(subset, label, pairs, "recall", pair -> pair.fit().recall(chosen.getOrDefault(pair.label(), 0)));
        }
        GroundedPhrases contrasted = pairs.where(pair -> pair.fit().contrastToNoise() != null);
        if (!contrasted.isEmpty()) {
            mean(subset, label, contrasted, "contrast-to-noise", pair -> noise(pair.fit()));
        }
        mean(subset, label, pairs, "pointing-game", pair -> pair.fit().pointed() ? 1 : 0);
        mean(
                subset,
                label,
                pairs,
                ClassificationReport.POINTING_OVER_CHANCE,
                pair -> (pair.fit().pointed() ? 1 : 0) - pair.fit().share());
        if (!label.equals(ClassificationReport.MACRO)) {
            value(subset, label, pairs, "dice-of-the-whole-film", pairs.mean(Fit::diceOfTheWholeFilm));
        }
    }

    private static double noise(Fit fit) {
        Double value = fit.contrastToNoise();
        return value == null ? Double.NaN : value;
    }

    /** Over all thresholds on the reported films themselves: an upper bound. */
    private void best(String subset, String label, GroundedPhrases pairs) {
        int best = pairs.bestThreshold();
        value(subset, label, pairs, "max-dice-on-test", pairs.mean(fit -> fit.dice(best)));
    }

    private void value(String subset, String label, GroundedPhrases pairs, String metric, double value) {
        measured.add(Measured.of(where(subset, label, pairs), metric, value));
    }

    /** All pairs are of films with the finding. */
    private static Where where(String subset, String label, GroundedPhrases pairs) {
        int pairsOrFindings = label.equals(ClassificationReport.MACRO)
                ? (int) pairs.pairs().stream().map(Pair::label).distinct().count()
                : pairs.pairs().size();
        return new Where(subset, label, pairs.pairs().size(), pairsOrFindings);
    }

    /** The mean per finding, and over findings the mean of these; patients are drawn whole. */
    private void mean(
            String subset, String label, GroundedPhrases pairs, String metric, ToDoubleFunction<Pair> number) {
        Where where = where(subset, label, pairs);
        List<String> clusters = pairs.pairs().stream().map(Pair::cluster).toList();
        try {
            measured.add(Measured.of(
                    where,
                    metric,
                    Bootstrap.clustered(clusters, settings.draws(), settings.seed())
                            .interval(indices -> macro(pairs, indices, number), settings.level())
                            .interval()));
        } catch (MetricUndefined tooFewPatients) {
            value(subset, label, pairs, metric, macro(pairs, everything(pairs), number));
            Undefined reason = new Undefined(subset, label, "intervals", String.valueOf(tooFewPatients.getMessage()));
            if (!undefined.contains(reason)) {
                undefined.add(reason);
            }
        }
    }

    private static int[] everything(GroundedPhrases pairs) {
        return IntStream.range(0, pairs.pairs().size()).toArray();
    }

    /** The findings of a draw count alike; one that a draw has no film of does not count in it. */
    private static double macro(GroundedPhrases pairs, int[] indices, ToDoubleFunction<Pair> number) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int i : indices) {
            Pair pair = pairs.pairs().get(i);
            double[] sum = sums.computeIfAbsent(pair.label(), none -> new double[2]);
            sum[0] += number.applyAsDouble(pair);
            sum[1]++;
        }
        return sums.values().stream()
                .mapToDouble(sum -> sum[0] / sum[1])
                .average()
                .orElseThrow();
    }
}
