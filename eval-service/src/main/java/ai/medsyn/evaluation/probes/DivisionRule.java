package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.List;
import java.util.Map;

/** How official code decides which films are on which side. */
interface DivisionRule {

    String TRAIN = "train";
    String VALIDATE = "validate";
    String TEST = "test";

    /**
     * What a rule makes of films.
     *
     * @param films with the splits that the rule gives them, in the order of the films; one that is on two sides is there twice
     * @param noted films that are on no side or on two, counted by reason
     */
    record Divided(List<LabelledFilm> films, Map<String, Integer> noted) {

        public Divided {
            films = List.copyOf(films);
        }
    }

    /**
     * @param faithful whether defects of the official code are kept
     * @throws JobFailure if the films are not such as the rule is for
     */
    Divided divide(List<LabelledFilm> films, boolean faithful);

    /** The films that are not in the official test set, which is the split {@code test} and stays as it is. */
    static List<LabelledFilm> besideOfficialTest(List<LabelledFilm> films) {
        List<LabelledFilm> others =
                films.stream().filter(film -> !officialTest(film)).toList();
        if (others.size() == films.size()) {
            throw new JobFailure(
                    "no-films",
                    "expected the official test films in the split " + TEST
                            + " for this division, found none; import them with a column split");
        }
        return others;
    }

    static boolean officialTest(LabelledFilm film) {
        return film.place().split().equals(TEST);
    }

    static LabelledFilm moved(LabelledFilm film, String split) {
        LabelledFilm.Place place = film.place();
        return new LabelledFilm(
                new LabelledFilm.Place(place.position(), place.ordinal(), split),
                film.subject(),
                film.image(),
                film.labels(),
                film.regions());
    }
}
