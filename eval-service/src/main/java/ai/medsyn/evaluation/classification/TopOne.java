package ai.medsyn.evaluation.classification;

import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The accuracy of exclusive classes: of every film one class is true, and the likeliest is called. */
public final class TopOne {

    public static final String METRIC = "top-1-accuracy";

    private TopOne() {}

    /** The films of which exactly one class is known to be true. */
    public static ScoredFilms withOneClass(ScoredFilms films) {
        return films.where(
                film -> Arrays.stream(film.truth()).filter(Boolean.TRUE::equals).count() == 1
                        && Arrays.stream(film.truth()).allMatch(Objects::nonNull));
    }

    /** Share of films whose likeliest class, the first of equals, is theirs; 1 / classes by chance where they are equally frequent. */
    public static double accuracy(ScoredFilms films, int[] indices) {
        long right = IntStream.of(indices)
                .filter(i -> {
                    ScoredFilms.Film film = films.films().get(i);
                    int best = 0;
                    for (int k = 1; k < film.scores().length; k++) {
                        best = film.scores()[k] > film.scores()[best] ? k : best;
                    }
                    return Boolean.TRUE.equals(film.truth()[best]);
                })
                .count();
        return (double) right / indices.length;
    }

    /** A report with the accuracy behind its other numbers, with an interval over patients where there are several. */
    public static ClassificationReport.Result added(
            ClassificationReport.Result report, ScoredFilms films, Settings settings) {
        int count = films.films().size();
        Measured.Where where = new Measured.Where(ClassificationReport.ALL, ClassificationReport.MACRO, count, count);
        List<Measured> measured = new ArrayList<>(report.measured());
        if (count > 0) {
            measured.add(measured(films, where, settings));
        }
        return new ClassificationReport.Result(List.copyOf(measured), report.undefined());
    }

    private static Measured measured(ScoredFilms films, Measured.Where where, Settings settings) {
        List<String> patients =
                films.films().stream().map(ScoredFilms.Film::cluster).toList();
        try {
            return Measured.of(
                    where,
                    METRIC,
                    Bootstrap.clustered(patients, settings.draws(), settings.seed())
                            .interval(indices -> accuracy(films, indices), settings.level())
                            .interval());
        } catch (MetricUndefined onePatient) {
            return Measured.of(
                    where,
                    METRIC,
                    accuracy(films, IntStream.range(0, films.films().size()).toArray()));
        }
    }
}
