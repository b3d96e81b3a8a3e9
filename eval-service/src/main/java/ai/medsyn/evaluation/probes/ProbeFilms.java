package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.runs.EvaluationSpec.Protocol;
import ai.medsyn.evaluation.runs.FilmSelection;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The films of a probe.
 *
 * @param training all that may be learnt from, before a fraction is drawn
 * @param selection what decides when to stop, and what numbers are reported on
 * @param noted patients that are on more than one side, by sides, and films that a division leaves out or uses twice, by reason
 */
record ProbeFilms(List<LabelledFilm> training, FilmSelection selection, Map<String, Integer> noted) {

    /** Fewer cannot be normalised over a batch. */
    private static final int LEAST = 2;

    /** @throws JobFailure if a side is too small, or patients are on two sides and that is not asked for */
    static ProbeFilms of(List<LabelledFilm> all, HeadPlan plan, Protocol protocol) {
        MgcaDivision division = plan.data().division();
        DivisionRule.Divided divided =
                division == null ? new DivisionRule.Divided(all, Map.of()) : division.divide(all, plan.faithful());
        List<LabelledFilm> films = divided.films();
        List<String> splits = plan.data().splits();
        FilmSelection.Patients patients =
                plan.faithful() ? FilmSelection.Patients.COUNTED : FilmSelection.Patients.KEPT_APART;
        FilmSelection selection = FilmSelection.of(films, protocol, splits, patients);
        List<LabelledFilm> training = films.stream()
                .filter(film -> splits.contains(film.place().split()))
                .toList();
        if (training.size() < LEAST) {
            throw new JobFailure(
                    "no-films",
                    "expected at least " + LEAST + " films in the splits " + splits + " to learn from, found "
                            + training.size());
        }
        Map<String, Integer> noted = new TreeMap<>(divided.noted());
        noted.putAll(selection.leaks());
        noted.putAll(selection.apartFrom(training, patients));
        return new ProbeFilms(training, selection, noted);
    }
}
