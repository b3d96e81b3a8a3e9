package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.runs.EvaluationSpec.Protocol;
import ai.medsyn.evaluation.runs.HeadTraining;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProbeFilmsTest {

    private static final Protocol PROTOCOL = new Protocol(null, null, null, null, null);

    private static LabelledFilm film(int ordinal, String patient, String split) {
        return new LabelledFilm(
                new LabelledFilm.Place(ordinal, ordinal, split),
                new LabelledFilm.Subject(patient, null),
                new ObjectName("films/" + ordinal),
                Map.of(),
                new LabelledFilm.Regions(List.of(), null));
    }

    private static HeadPlan plan(String preset, String division) {
        return HeadPlan.of(new HeadTraining(null, null, preset, null, division, null, null), HeadNumbers.LINEAR);
    }

    /** Three films to learn from, one of whose patients is reported on too. */
    private static List<LabelledFilm> torn() {
        return List.of(
                film(0, "a", "train"),
                film(1, "b", "train"),
                film(2, "c", "train"),
                film(3, "d", "validate"),
                film(4, "a", "test"),
                film(5, "e", "test"));
    }

    @Test
    void a_patient_on_two_sides_is_refused_or_counted() {
        assertThatThrownBy(() -> ProbeFilms.of(torn(), plan("mgca/corrected", "dataset"), PROTOCOL))
                .isInstanceOfSatisfying(
                        JobFailure.class, failure -> assertThat(failure.code()).isEqualTo("patients-in-two-splits"))
                .hasMessageContaining("found 1 with films for training and test");
        ProbeFilms faithful = ProbeFilms.of(torn(), plan("mgca/faithful", "dataset"), PROTOCOL);
        assertThat(faithful.noted()).isEqualTo(Map.of("patients-in-training-and-test", 1));
        assertThat(faithful.training()).hasSize(3);
    }

    @Test
    void without_films_to_learn_from_it_is_said_where_they_were_looked_for() {
        assertThatThrownBy(() -> ProbeFilms.of(torn().subList(3, 6), plan("mgca/corrected", "dataset"), PROTOCOL))
                .hasMessageContaining("expected at least 2 films in the splits [train]");
    }

    @Test
    void films_to_learn_from_are_not_reported_on_by_default() {
        List<LabelledFilm> films = List.of(
                film(0, "a", "train"), film(1, "b", "train"), film(2, "c", "validate"), film(3, "d", "hold-out"));
        ProbeFilms chosen = ProbeFilms.of(films, plan("mgca/corrected", "dataset"), PROTOCOL);
        assertThat(chosen.selection().test()).containsExactly(films.get(3));
    }

    /** The official rule for SIIM tears patients apart, the one for RSNA does not. */
    @Test
    void the_official_division_goes_film_by_film_or_patient_by_patient() {
        List<LabelledFilm> films = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            films.add(film(i, "p" + i / 2, "all"));
        }
        ProbeFilms corrected = ProbeFilms.of(films, plan("mgca/corrected", "mgca"), PROTOCOL);
        assertThat(corrected.noted()).isEmpty();
        assertThat(corrected.training()).hasSize(140);
        assertThat(corrected.selection().counts()).isEqualTo(Map.of("test", 30, "validation", 30));
        ProbeFilms faithful = ProbeFilms.of(films, plan("mgca/faithful", "mgca"), PROTOCOL);
        assertThat(faithful.training()).hasSize(140);
        assertThat(faithful.noted().get("patients-in-training-and-test")).isPositive();
        Set<Integer> positions = faithful.training().stream()
                .map(film -> film.place().position())
                .collect(Collectors.toSet());
        assertThat(positions).as("no film is lost").hasSize(140);
    }
}
