package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.runs.EvaluationSpec.Protocol;
import ai.medsyn.evaluation.runs.HeadTraining;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.radiology.LabelValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Against what the official script makes of the same table with pandas 3.1 and numpy's old generator, 2 and 12 in place of 200 and 5,000. */
class ChexpertDivisionTest {

    private static final List<String> SOUGHT =
            List.of("Atelectasis", "Cardiomegaly", "Consolidation", "Edema", "Pleural Effusion");
    private static final ChexpertDivision SMALL = new ChexpertDivision(2, 12);

    /** Eighty rows of train.csv, two a patient, every seventh lateral; before them three of valid.csv, one of them lateral. */
    private static List<LabelledFilm> films() {
        List<LabelledFilm> films = new ArrayList<>();
        for (int i = -3; i < 80; i++) {
            Map<String, LabelValue> labels = new LinkedHashMap<>();
            if (i % 6 < 5) {
                labels.put(SOUGHT.get(Math.floorMod(i, 6) % 5), LabelValue.POSITIVE);
            }
            if (i % 11 == 5) {
                labels.put("Fracture", LabelValue.UNCERTAIN);
            }
            films.add(new LabelledFilm(
                    new LabelledFilm.Place(i + 3, i, i < 0 ? "test" : "train"),
                    new LabelledFilm.Subject(
                            i < 0 ? "v" + i : "p" + i / 2, i == -2 || i % 7 == 3 ? "Lateral" : "Frontal"),
                    new ObjectName("films/f" + (i + 3)),
                    labels,
                    new LabelledFilm.Regions(List.of(), null)));
        }
        return films;
    }

    private static List<Integer> in(String split, DivisionRule.Divided divided) {
        return divided.films().stream()
                .filter(film -> film.place().split().equals(split))
                .map(film -> film.place().ordinal())
                .toList();
    }

    @Test
    void the_faithful_division_is_the_official_one_with_its_leak() {
        DivisionRule.Divided divided = SMALL.divide(films(), true);
        assertThat(in("chexpert-5x200", divided)).containsExactly(21, 25, 28, 30, 44, 67, 69, 70, 72, 74);
        assertThat(in("validate", divided)).containsExactly(7, 23, 29, 32, 34, 53, 56, 61, 64, 79);
        assertThat(in("train", divided))
                .hasSize(51)
                .contains(23, 29, 32, 53, 61, 64, 79)
                .doesNotContain(7, 22, 26, 27, 34, 48, 51, 56);
        assertThat(in("test", divided)).containsExactly(-3, -1);
        assertThat(divided.noted())
                .isEqualTo(
                        Map.of("films-in-training-and-validation", 7, "films-on-no-side", 5, "films-not-frontal", 12));
    }

    @Test
    void the_corrected_division_keeps_patients_whole_and_loses_no_film() {
        DivisionRule.Divided divided = SMALL.divide(films(), false);
        assertThat(in("chexpert-5x200", divided)).isEqualTo(in("chexpert-5x200", SMALL.divide(films(), true)));
        assertThat(divided.noted()).isEqualTo(Map.of("films-not-frontal", 12));
        Set<String> learnt = patients("train", divided);
        Set<String> held = patients("validate", divided);
        assertThat(learnt).doesNotContainAnyElementsOf(held);
        assertThat(divided.films()).hasSize(83 - 12).doesNotHaveDuplicates();
        assertThat(in("validate", divided)).hasSizeBetween(8, 13);
    }

    private static Set<String> patients(String split, DivisionRule.Divided divided) {
        return divided.films().stream()
                .filter(film -> film.place().split().equals(split))
                .map(LabelledFilm::cluster)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void a_probe_of_fewer_films_is_told_what_the_division_is_for() {
        HeadPlan faithful = plan("mgca/faithful");
        assertThat(faithful.data().division()).isEqualTo(MgcaDivision.CHEXPERT);
        assertThatThrownBy(() -> ProbeFilms.of(films(), faithful, new Protocol(null, null, null, null, null)))
                .as("eighty films are not CheXpert")
                .isInstanceOfSatisfying(
                        JobFailure.class, failure -> assertThat(failure.code()).isEqualTo("no-films"))
                .hasMessageContaining("expected 200 frontal films that show nothing but Atelectasis")
                .hasMessageContaining("found 11");
    }

    private static HeadPlan plan(String preset) {
        return HeadPlan.of(new HeadTraining(null, null, preset, null, "mgca-chexpert", null, null), HeadNumbers.LINEAR);
    }

    @Test
    void too_few_films_to_validate_on_are_told() {
        assertThatThrownBy(() -> new ChexpertDivision(2, 70).divide(films(), false))
                .hasMessageContaining("expected more than 70 films besides those set aside")
                .hasMessageContaining("found 70");
    }
}
