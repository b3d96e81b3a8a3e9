package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.platform.http.RequestRefused;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether two evaluations asked the same about the same films; refuses with 409 {@code different-films} or {@code different-questions} if not. */
final class SameFilms {

    private SameFilms() {}

    static void require(ScoredFilms one, ScoredFilms other) {
        if (!one.labels().equals(other.labels())) {
            throw RequestRefused.conflict(
                    "different-questions",
                    "expected the same findings in the same order, found " + one.labels() + " and " + other.labels()
                            + "; ask both with the same question.classes");
        }
        requireOrdinals(ordinals(one), ordinals(other));
        for (int i = 0; i < one.films().size(); i++) {
            if (!Arrays.equals(one.films().get(i).truth(), other.films().get(i).truth())) {
                throw RequestRefused.conflict(
                        "different-questions",
                        "expected the same truth about every film, found other labels of sample "
                                + one.films().get(i).film() + "; ask both with the same question.uncertain");
            }
        }
    }

    private static List<Integer> ordinals(ScoredFilms films) {
        return films.films().stream().map(ScoredFilms.Film::film).toList();
    }

    static void require(KeptMeasures one, KeptMeasures other) {
        requireOrdinals(
                one.cases().stream().map(KeptMeasures.Case::film).distinct().toList(),
                other.cases().stream().map(KeptMeasures.Case::film).distinct().toList());
        Set<String> ours = labels(one);
        Set<String> theirs = labels(other);
        if (!ours.equals(theirs)) {
            throw RequestRefused.conflict(
                    "different-questions",
                    "expected the same findings, found " + ours + " and " + theirs
                            + "; ask both with the same question.classes or target.structures");
        }
    }

    static void require(KeptDetections one, KeptDetections other) {
        if (!one.label().equals(other.label())) {
            throw RequestRefused.conflict(
                    "different-questions",
                    "expected the same to be looked for, found " + one.label() + " and " + other.label()
                            + "; ask both with the same target.structures");
        }
        requireOrdinals(
                one.films().stream().map(KeptDetections.Film::film).toList(),
                other.films().stream().map(KeptDetections.Film::film).toList());
        for (int i = 0; i < one.films().size(); i++) {
            if (one.films().get(i).truths() != other.films().get(i).truths()) {
                throw RequestRefused.conflict(
                        "different-questions",
                        "expected the same true boxes in every film, found other numbers of them in sample "
                                + one.films().get(i).film() + "; ask both with the same target.structures");
            }
        }
    }

    private static Set<String> labels(KeptMeasures measures) {
        Set<String> labels = new TreeSet<>();
        measures.cases().forEach(each -> labels.add(each.label()));
        return labels;
    }

    private static void requireOrdinals(List<Integer> one, List<Integer> other) {
        if (!one.equals(other)) {
            Set<Integer> both = new HashSet<>(one);
            both.retainAll(new HashSet<>(other));
            throw RequestRefused.conflict(
                    "different-films",
                    "expected the same films in both evaluations, found " + one.size() + " and " + other.size() + ", "
                            + both.size() + " of them in both; ask both with the same protocol.test");
        }
    }
}
