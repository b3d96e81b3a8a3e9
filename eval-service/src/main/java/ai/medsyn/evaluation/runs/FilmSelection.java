package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The films of an evaluation.
 *
 * @param test numbers are reported on these
 * @param validation thresholds are chosen on these, and trainings stopped
 * @param leaks patients that are on both sides, by sides; empty unless that was asked for
 */
public record FilmSelection(List<LabelledFilm> test, List<LabelledFilm> validation, Map<String, Integer> leaks) {

    private static final String TEST = "test";
    private static final String VALIDATION = "validation";
    private static final String TRAINING = "training";

    /** What happens where films of one patient are on two sides. */
    public enum Patients {
        /** The evaluation fails. */
        KEPT_APART,
        /** They are counted. */
        COUNTED
    }

    /** @throws JobFailure if no film is left to report on, or a patient is on both sides */
    public static FilmSelection of(List<LabelledFilm> films, EvaluationSpec.Protocol protocol) {
        return of(films, protocol, List.of(), Patients.KEPT_APART);
    }

    /** @param training splits that are learnt from, which are reported on only where they are named */
    public static FilmSelection of(
            List<LabelledFilm> films, EvaluationSpec.Protocol protocol, List<String> training, Patients patients) {
        Map<String, Long> splits = films.stream()
                .collect(Collectors.groupingBy(film -> film.place().split(), TreeMap::new, Collectors.counting()));
        List<String> validation = protocol.validationSplits();
        List<String> wanted = protocol.test() != null
                ? protocol.test()
                : splits.containsKey(TEST)
                        ? List.of(TEST)
                        : splits.keySet().stream()
                                .filter(split -> !validation.contains(split) && !training.contains(split))
                                .toList();
        List<LabelledFilm> test = in(films, wanted);
        if (test.isEmpty()) {
            throw new JobFailure(
                    "no-films", "expected films in the splits " + wanted + " to report on, found " + splits);
        }
        List<LabelledFilm> chosenOn = in(films, validation);
        return new FilmSelection(
                test, chosenOn, shared(new Side(VALIDATION, chosenOn), new Side(TEST, test), patients));
    }

    private static List<LabelledFilm> in(List<LabelledFilm> films, List<String> splits) {
        return films.stream()
                .filter(film -> splits.contains(film.place().split()))
                .toList();
    }

    /** How many films are on each side. */
    public Map<String, Integer> counts() {
        return new TreeMap<>(Map.of(TEST, test.size(), VALIDATION, validation.size()));
    }

    /**
     * Patients that films to learn from share with these, by sides.
     *
     * @throws JobFailure if there are any and they are to be kept apart
     */
    public Map<String, Integer> apartFrom(List<LabelledFilm> training, Patients patients) {
        Side learnt = new Side(TRAINING, training);
        Map<String, Integer> shared = new TreeMap<>(shared(learnt, new Side(VALIDATION, validation), patients));
        shared.putAll(shared(learnt, new Side(TEST, test), patients));
        return shared;
    }

    private record Side(String name, List<LabelledFilm> films) {}

    private static Map<String, Integer> shared(Side first, Side second, Patients patients) {
        Set<String> ofFirst = first.films().stream().map(LabelledFilm::cluster).collect(Collectors.toSet());
        int shared = (int) second.films().stream()
                .map(LabelledFilm::cluster)
                .distinct()
                .filter(ofFirst::contains)
                .count();
        if (shared == 0) {
            return Map.of();
        }
        if (patients == Patients.COUNTED) {
            return Map.of("patients-in-" + first.name() + "-and-" + second.name(), shared);
        }
        throw new JobFailure(
                "patients-in-two-splits",
                "expected no patient on two sides, found " + shared + " with films for " + first.name() + " and "
                        + second.name() + ". Import the films with rules.patients corrected, or name other splits");
    }
}
