package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.statistics.Bootstrap;
import ai.medsyn.evaluation.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers about regions, with intervals over patients.
 *
 * @param <R> what a head's answer about a film is worth
 */
final class MapReport<R> {

    private final Measured.Where where;
    private final List<String> patients;
    private final List<Metric<R>> metrics;
    private final Settings settings;

    /**
     * A number.
     *
     * @param bootstrapped whether it has an interval
     * @param of from some films, which may repeat; may throw {@link MetricUndefined}
     */
    record Metric<R>(String name, boolean bootstrapped, ToDoubleFunction<List<R>> of) {}

    MapReport(SquareFilms films, String label, List<Metric<R>> metrics, Settings settings) {
        int showing = (int) IntStream.range(0, films.size())
                .filter(i -> shows(films.known(i)))
                .count();
        this.where = new Measured.Where(ClassificationReport.ALL, label, films.size(), showing);
        this.patients = films.films().stream().map(LabelledFilm::cluster).toList();
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Whether there is something to be found. */
    static boolean shows(SquareFilms.Known film) {
        return !film.outline().isEmpty() || !film.boxes().isEmpty();
    }

    /** Of one head. */
    ClassificationReport.Result of(List<R> results) {
        List<Measured> measured = new ArrayList<>();
        List<Undefined> undefined = new ArrayList<>();
        for (Metric<R> metric : metrics) {
            try {
                double value = metric.of().applyAsDouble(results);
                Interval interval = metric.bootstrapped() ? interval(metric, List.of(results)) : null;
                measured.add(
                        interval == null
                                ? Measured.of(where, metric.name(), value)
                                : Measured.of(where, metric.name(), interval));
            } catch (MetricUndefined e) {
                undefined.add(
                        new Undefined(where.subset(), where.label(), metric.name(), String.valueOf(e.getMessage())));
            }
        }
        return new ClassificationReport.Result(List.copyOf(measured), List.copyOf(undefined));
    }

    /** Of means over heads. */
    SeedMeans.Intervals means(List<List<R>> heads) {
        return (subset, label, name) -> metrics.stream()
                .filter(metric -> metric.name().equals(name) && metric.bootstrapped())
                .findFirst()
                .map(metric -> interval(metric, heads))
                .orElse(null);
    }

    /** Null where one patient is all there is. */
    private @Nullable Interval interval(Metric<R> metric, List<List<R>> heads) {
        if (patients.stream().distinct().count() < 2) {
            return null;
        }
        return Bootstrap.clustered(patients, settings.draws(), settings.seed())
                .interval(
                        indices -> heads.stream()
                                .mapToDouble(results -> metric.of()
                                        .applyAsDouble(IntStream.of(indices)
                                                .mapToObj(results::get)
                                                .toList()))
                                .average()
                                .orElseThrow(),
                        settings.level())
                .interval();
    }
}
