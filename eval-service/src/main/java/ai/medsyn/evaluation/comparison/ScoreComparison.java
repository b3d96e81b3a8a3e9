package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.metrics.ScoredLabels;
import ai.medsyn.evaluation.statistics.Bootstrap;
import ai.medsyn.evaluation.statistics.DeLong;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two models that scored the same films for the same findings: AUC and average precision, per finding and as means. */
final class ScoreComparison {

    private final ScoredFilms films;
    private final Settings settings;
    private final List<Finding> first;
    private final List<Finding> second;
    private final Bootstrap bootstrap;
    private final List<Difference> differences = new ArrayList<>();
    private final List<Undefined> undefined = new ArrayList<>();

    /** A metric of the films with weights. */
    private interface Metric {
        double of(WeightedRanking ranking, int[] weights);
    }

    /**
     * One finding as all heads of a model score it.
     *
     * @param known indices of films whose truth is known
     */
    private record Finding(int[] known, List<WeightedRanking> heads) {

        static Finding of(KeptScores scores, int label) {
            return new Finding(
                    scores.first().known(label),
                    scores.heads().stream()
                            .map(head -> new WeightedRanking(head.question(label)))
                            .toList());
        }

        /** Mean over the heads. */
        double metric(Metric metric, int[] drawn) {
            int[] weights = new int[known.length];
            for (int i = 0; i < known.length; i++) {
                weights[i] = drawn[known[i]];
            }
            double sum = 0;
            for (WeightedRanking head : heads) {
                sum += metric.of(head, weights);
            }
            return sum / heads.size();
        }
    }

    private ScoreComparison(KeptScores first, KeptScores second, Settings settings) {
        this.films = first.first();
        this.settings = settings;
        this.first = findings(first);
        this.second = findings(second);
        List<String> clusters =
                films.films().stream().map(ScoredFilms.Film::cluster).toList();
        this.bootstrap = Bootstrap.clustered(clusters, settings.draws(), settings.seed());
    }

    private static List<Finding> findings(KeptScores scores) {
        List<Finding> findings = new ArrayList<>();
        for (int k = 0; k < scores.first().labels().size(); k++) {
            findings.add(Finding.of(scores, k));
        }
        return findings;
    }

    /** @param undefined gets what has no value, and why */
    static List<Difference> of(KeptScores first, KeptScores second, Settings settings, List<Undefined> undefined) {
        ScoreComparison comparison;
        try {
            comparison = new ScoreComparison(first, second, settings);
        } catch (MetricUndefined onePatient) {
            undefined.add(new Undefined(
                    ClassificationReport.ALL,
                    ClassificationReport.MACRO,
                    ClassificationReport.AUC,
                    String.valueOf(onePatient.getMessage())));
            return List.of();
        }
        boolean single = first.heads().size() == 1 && second.heads().size() == 1;
        for (int k = 0; k < comparison.films.labels().size(); k++) {
            if (single && !comparison.films.clustered()) {
                comparison.deLong(first.first().question(k), second.first().question(k), k);
            } else {
                comparison.resampled(k, ClassificationReport.AUC, WeightedRanking::auc);
            }
            comparison.resampled(k, ClassificationReport.AVERAGE_PRECISION, WeightedRanking::averagePrecision);
        }
        comparison.macro(ClassificationReport.AUC, WeightedRanking::auc);
        comparison.macro(ClassificationReport.AVERAGE_PRECISION, WeightedRanking::averagePrecision);
        undefined.addAll(comparison.undefined);
        return comparison.differences;
    }

    private void deLong(ScoredLabels one, ScoredLabels other, int label) {
        attempt(films.labels().get(label), ClassificationReport.AUC, () -> {
            int[] once = once();
            DeLong.Comparison compared = DeLong.compare(one, other, settings.level());
            return Difference.of(subject(label, ClassificationReport.AUC, WeightedRanking::auc, once), compared);
        });
    }

    private Difference.Subject subject(int label, String metric, Metric of, int[] once) {
        return new Difference.Subject(
                films.labels().get(label),
                metric,
                first.get(label).metric(of, once),
                second.get(label).metric(of, once),
                first.get(label).known().length);
    }

    private void resampled(int label, String metric, Metric of) {
        attempt(films.labels().get(label), metric, () -> {
            Difference.Subject subject = subject(label, metric, of, once());
            return Difference.of(
                    subject,
                    bootstrap.compare(
                            indices -> first.get(label).metric(of, counted(indices)),
                            indices -> second.get(label).metric(of, counted(indices)),
                            settings.level()));
        });
    }

    /** Over the findings that have positive and negative films; all see the same draw of patients. */
    private void macro(String metric, Metric of) {
        List<Integer> defined = new ArrayList<>();
        for (int k = 0; k < films.labels().size(); k++) {
            ScoredLabels cases = films.question(k);
            if (cases.positives() > 0 && cases.negatives() > 0) {
                defined.add(k);
            }
        }
        attempt(ClassificationReport.MACRO, metric, () -> {
            if (defined.isEmpty()) {
                throw new MetricUndefined("no finding has positive and negative films");
            }
            int[] once = once();
            Difference.Subject subject = new Difference.Subject(
                    ClassificationReport.MACRO,
                    metric,
                    mean(first, defined, of, once),
                    mean(second, defined, of, once),
                    films.films().size());
            return Difference.of(
                    subject,
                    bootstrap.compare(
                            indices -> mean(first, defined, of, counted(indices)),
                            indices -> mean(second, defined, of, counted(indices)),
                            settings.level()));
        });
    }

    private static double mean(List<Finding> model, List<Integer> findings, Metric of, int[] drawn) {
        return findings.stream()
                .mapToDouble(k -> model.get(k).metric(of, drawn))
                .average()
                .orElseThrow();
    }

    private int[] once() {
        int[] once = new int[films.films().size()];
        Arrays.fill(once, 1);
        return once;
    }

    /** How often each film was drawn. */
    private int[] counted(int[] indices) {
        int[] counts = new int[films.films().size()];
        for (int index : indices) {
            counts[index]++;
        }
        return counts;
    }

    private interface Attempt {
        Difference difference();
    }

    private void attempt(String label, String metric, Attempt attempt) {
        try {
            differences.add(attempt.difference());
        } catch (MetricUndefined e) {
            undefined.add(new Undefined(ClassificationReport.ALL, label, metric, String.valueOf(e.getMessage())));
        }
    }
}
