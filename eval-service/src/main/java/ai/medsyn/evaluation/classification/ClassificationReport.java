package ai.medsyn.evaluation.classification;

import ai.medsyn.evaluation.classification.Measured.Where;
import ai.medsyn.evaluation.metrics.Classification;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.metrics.Operation;
import ai.medsyn.evaluation.metrics.ScoredLabels;
import ai.medsyn.evaluation.statistics.Bootstrap;
import ai.medsyn.evaluation.statistics.DeLong;
import ai.medsyn.evaluation.statistics.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Measures multi-label scores: per finding and on average, on all films and per view. */
public final class ClassificationReport {

    /** Mean over the findings whose metric has a value. */
    public static final String MACRO = "macro";

    /** The subset of all films. */
    public static final String ALL = "all";

    public static final String AUC = "auc";
    /** Hits of the pointing game beyond those of pointing blindly; 0 is chance. */
    public static final String POINTING_OVER_CHANCE = "pointing-game-over-chance";

    public static final String AVERAGE_PRECISION = "average-precision";
    /** F1 at the threshold that makes it largest on the very films it is reported on: an upper bound, not an estimate. */
    public static final String OPTIMISTIC_F1 = "max-f1-on-test";
    /** Accuracy at the same threshold, as MedKLIP and MAVL give it: an upper bound no less. */
    public static final String OPTIMISTIC_ACCURACY = "max-accuracy-on-test";

    /** What is measured at a threshold from validation films. */
    private static final Map<String, ToDoubleFunction<Operation>> AT_THRESHOLD = atThreshold();

    private static Map<String, ToDoubleFunction<Operation>> atThreshold() {
        Map<String, ToDoubleFunction<Operation>> metrics = new LinkedHashMap<>();
        metrics.put("f1", Operation::f1);
        metrics.put("accuracy", Operation::accuracy);
        metrics.put("mcc", Operation::mcc);
        return metrics;
    }

    private final Settings settings;
    private final List<Measured> measured = new ArrayList<>();
    private final List<Undefined> undefined = new ArrayList<>();

    private ClassificationReport(Settings settings) {
        this.settings = settings;
    }

    /**
     * How intervals are made.
     *
     * @param level for example 0.95
     * @param draws of the bootstrap, 100 or more
     * @param seed of the bootstrap
     */
    public record Settings(double level, int draws, long seed) {}

    /** A number that could not be given, and why. */
    public record Undefined(String subset, String label, String metric, String reason) {}

    /** @param undefined what could not be measured */
    public record Result(List<Measured> measured, List<Undefined> undefined) {}

    /**
     * Measures a model.
     *
     * @param validation films that thresholds are chosen on; without any there are no metrics at a threshold
     */
    public static Result of(ScoredFilms test, ScoredFilms validation, Settings settings) {
        ClassificationReport report = new ClassificationReport(settings);
        report.subset(ALL, test, validation);
        TreeSet<String> views = new TreeSet<>();
        test.films().forEach(film -> {
            if (film.view() != null) {
                views.add(film.view());
            }
        });
        if (views.size() > 1) {
            for (String view : views) {
                report.subset("view " + view, test.where(film -> view.equals(film.view())), validation);
            }
        }
        return new Result(List.copyOf(report.measured), List.copyOf(report.undefined));
    }

    private void subset(String subset, ScoredFilms films, ScoredFilms validation) {
        for (int k = 0; k < films.labels().size(); k++) {
            ScoredLabels cases = films.question(k);
            Where where = new Where(subset, films.labels().get(k), cases.count(), cases.positives());
            int label = k;
            attempt(where, AUC, () -> auc(films, label));
            attempt(
                    where,
                    AVERAGE_PRECISION,
                    () -> interval(films, indices -> Classification.averagePrecision(films.question(label, indices))));
            value(where, OPTIMISTIC_F1, () -> Classification.maxF1(cases).f1());
            value(where, OPTIMISTIC_ACCURACY, () -> Classification.maxF1(cases).accuracy());
            if (!validation.films().isEmpty()) {
                atThreshold(where, films, validation, label);
            }
        }
        means(subset, films, validation);
    }

    /** DeLong where films are independent; else patients are drawn whole. */
    private Interval auc(ScoredFilms films, int label) {
        return films.clustered()
                ? interval(films, indices -> Classification.rocAuc(films.question(label, indices)))
                : DeLong.interval(films.question(label), settings.level());
    }

    private Interval interval(ScoredFilms films, Bootstrap.Metric metric) {
        List<String> clusters =
                films.films().stream().map(ScoredFilms.Film::cluster).toList();
        return Bootstrap.clustered(clusters, settings.draws(), settings.seed())
                .interval(metric, settings.level())
                .interval();
    }

    private void atThreshold(Where where, ScoredFilms films, ScoredFilms validation, int label) {
        Operation chosen;
        try {
            chosen = Classification.maxF1(validation.question(label));
        } catch (MetricUndefined e) {
            undefined.add(new Undefined(
                    where.subset(), where.label(), "f1", "no threshold from validation films: " + e.getMessage()));
            return;
        }
        double threshold = chosen.threshold();
        value(where, "threshold", () -> threshold);
        AT_THRESHOLD.forEach((metric, of) -> metricAt(where, metric, films, label, threshold, of));
    }

    private void metricAt(
            Where where,
            String metric,
            ScoredFilms films,
            int label,
            double threshold,
            ToDoubleFunction<Operation> of) {
        if (where.cases() == 0) {
            undefined.add(new Undefined(where.subset(), where.label(), metric, "no film with a known label"));
            return;
        }
        attempt(
                where,
                metric,
                () -> interval(
                        films, indices -> of.applyAsDouble(Operation.at(threshold, films.question(label, indices)))));
    }

    /** A number of one finding on a draw of films. */
    private interface OfFinding {
        double of(int label, int[] indices);
    }

    /** Means over the findings that have positive and negative films. */
    private void means(String subset, ScoredFilms films, ScoredFilms validation) {
        int[] both = films.measurable();
        mean(subset, films, AUC, both, (k, indices) -> Classification.rocAuc(films.question(k, indices)));
        mean(
                subset,
                films,
                AVERAGE_PRECISION,
                both,
                (k, indices) -> Classification.averagePrecision(films.question(k, indices)));
        if (both.length > 0) {
            Where where = new Where(subset, MACRO, films.films().size(), both.length);
            value(where, OPTIMISTIC_F1, () -> optimistic(films, both, Operation::f1));
            value(where, OPTIMISTIC_ACCURACY, () -> optimistic(films, both, Operation::accuracy));
        }
        if (!validation.films().isEmpty()) {
            Map<Integer, Double> thresholds = thresholds(validation);
            int[] decided = IntStream.of(both).filter(thresholds::containsKey).toArray();
            AT_THRESHOLD.forEach((metric, of) -> mean(
                    subset,
                    films,
                    metric,
                    decided,
                    (k, indices) -> of.applyAsDouble(
                            Operation.at(thresholds.getOrDefault(k, 0.0), films.question(k, indices)))));
        }
    }

    private static double optimistic(ScoredFilms films, int[] labels, ToDoubleFunction<Operation> of) {
        return IntStream.of(labels)
                .mapToDouble(k -> of.applyAsDouble(Classification.maxF1(films.question(k))))
                .average()
                .orElseThrow();
    }

    /** By finding; those without positive validation films have none. */
    private static Map<Integer, Double> thresholds(ScoredFilms validation) {
        Map<Integer, Double> thresholds = new HashMap<>();
        for (int k = 0; k < validation.labels().size(); k++) {
            ScoredLabels cases = validation.question(k);
            if (cases.positives() > 0) {
                thresholds.put(k, Classification.maxF1(cases).threshold());
            }
        }
        return thresholds;
    }

    /** The mean over findings, with the interval of the mean: all findings see the same draw of patients. */
    private void mean(String subset, ScoredFilms films, String metric, int[] labels, OfFinding number) {
        Where where = new Where(subset, MACRO, films.films().size(), labels.length);
        if (labels.length == 0) {
            undefined.add(new Undefined(subset, MACRO, metric, "no finding has positive and negative films"));
            return;
        }
        attempt(
                where,
                metric,
                () -> interval(
                        films,
                        indices -> IntStream.of(labels)
                                .mapToDouble(k -> number.of(k, indices))
                                .average()
                                .orElseThrow()));
    }

    @FunctionalInterface
    private interface Numbers<T> {
        T get();
    }

    private void attempt(Where where, String metric, Numbers<Interval> numbers) {
        try {
            measured.add(Measured.of(where, metric, numbers.get()));
        } catch (MetricUndefined e) {
            undefined.add(new Undefined(where.subset(), where.label(), metric, String.valueOf(e.getMessage())));
        }
    }

    private void value(Where where, String metric, Numbers<Double> number) {
        try {
            measured.add(Measured.of(where, metric, number.get()));
        } catch (MetricUndefined e) {
            undefined.add(new Undefined(where.subset(), where.label(), metric, String.valueOf(e.getMessage())));
        }
    }
}
