package ai.medsyn.evaluation.classification;

import ai.medsyn.evaluation.metrics.ScoredLabels;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Films with the scores of a model.
 *
 * @param labels findings, in the order of the scores
 */
public record ScoredFilms(List<String> labels, List<Film> films) {

    public ScoredFilms {
        labels = List.copyOf(labels);
        films = List.copyOf(films);
    }

    /**
     * @param film ordinal
     * @param cluster films of one patient have the same
     * @param view as the source names it; null if unknown
     * @param truth one a label; null where nothing usable is known
     * @param scores one a label, larger means more likely
     */
    public record Film(
            int film,
            String cluster,
            @Nullable String view,
            @Nullable Boolean[] truth,
            double[] scores) {}

    ScoredFilms where(Predicate<Film> condition) {
        return new ScoredFilms(labels, films.stream().filter(condition).toList());
    }

    /** Indices of the films whose truth about a label is known. */
    public int[] known(int label) {
        return IntStream.range(0, films.size())
                .filter(i -> films.get(i).truth()[label] != null)
                .toArray();
    }

    /** The films at some indices as a binary question; those whose truth is unknown are passed over. */
    public ScoredLabels question(int label, int[] indices) {
        int[] usable = Arrays.stream(indices)
                .filter(i -> films.get(i).truth()[label] != null)
                .toArray();
        boolean[] positive = new boolean[usable.length];
        double[] scores = new double[usable.length];
        for (int k = 0; k < usable.length; k++) {
            Film film = films.get(usable[k]);
            positive[k] = Boolean.TRUE.equals(film.truth()[label]);
            scores[k] = film.scores()[label];
        }
        return new ScoredLabels(positive, scores);
    }

    /** All films of one label. */
    public ScoredLabels question(int label) {
        return question(label, known(label));
    }

    /** Labels with films that have them and films that do not: those that a mean over labels is made of. */
    public int[] measurable() {
        return IntStream.range(0, labels.size())
                .filter(k -> {
                    ScoredLabels cases = question(k);
                    return cases.positives() > 0 && cases.negatives() > 0;
                })
                .toArray();
    }

    /** Whether a patient has several films. */
    public boolean clustered() {
        return films.stream().map(Film::cluster).distinct().count() < films.size();
    }
}
