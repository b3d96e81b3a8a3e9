package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The films of an evaluation.
 *
 * @param test numbers are reported on these
 * @param validation thresholds are chosen on these
 */
public record FilmSelection(List<LabelledFilm> test, List<LabelledFilm> validation) {

    private static final String TEST = "test";

    /** @throws JobFailure if no film is left to report on, or a patient is on both sides */
    public static FilmSelection of(List<LabelledFilm> films, EvaluationSpec.Protocol protocol) {
        Map<String, Long> splits = films.stream()
                .collect(Collectors.groupingBy(film -> film.place().split(), TreeMap::new, Collectors.counting()));
        List<String> validation = protocol.validationSplits();
        List<String> wanted = protocol.test() != null
                ? protocol.test()
                : splits.containsKey(TEST)
                        ? List.of(TEST)
                        : splits.keySet().stream()
                                .filter(split -> !validation.contains(split))
                                .toList();
        FilmSelection selection = new FilmSelection(in(films, wanted), in(films, validation));
        if (selection.test.isEmpty()) {
            throw new JobFailure(
                    "no-films", "expected films in the splits " + wanted + " to report on, found " + splits);
        }
        selection.requireDisjointPatients();
        return selection;
    }

    private static List<LabelledFilm> in(List<LabelledFilm> films, List<String> splits) {
        return films.stream()
                .filter(film -> splits.contains(film.place().split()))
                .toList();
    }

    /** How many films are on each side. */
    public Map<String, Integer> counts() {
        return new TreeMap<>(Map.of(TEST, test.size(), "validation", validation.size()));
    }

    private void requireDisjointPatients() {
        var patients = validation.stream().map(LabelledFilm::cluster).collect(Collectors.toSet());
        long shared = test.stream()
                .map(LabelledFilm::cluster)
                .distinct()
                .filter(patients::contains)
                .count();
        if (shared > 0) {
            throw new JobFailure(
                    "patients-in-two-splits",
                    "expected no patient on both sides, found " + shared
                            + " with films to choose thresholds on and films to report on. Import the films with"
                            + " rules.patients corrected, or name other splits in protocol");
        }
    }
}
