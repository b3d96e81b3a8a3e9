package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MgcaDivisionTest {

    /** Two films a patient; the first so many are the official test set. */
    private static List<LabelledFilm> films(int count, int official) {
        List<LabelledFilm> films = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            films.add(new LabelledFilm(
                    new LabelledFilm.Place(i, i, i < official ? "test" : "train"),
                    new LabelledFilm.Subject("p" + i / 2, null),
                    new ObjectName("films/" + i),
                    Map.of(),
                    new LabelledFilm.Regions(List.of(), null)));
        }
        return films;
    }

    private static Map<String, Long> sizes(List<LabelledFilm> films) {
        return films.stream().collect(Collectors.groupingBy(film -> film.place().split(), Collectors.counting()));
    }

    private static Map<String, Long> sizes(MgcaDivision division, int rows) {
        return sizes(division.divide(films(rows, 0), true).films());
    }

    @Test
    void the_two_divisions_of_rsna_have_the_published_sizes() {
        assertThat(sizes(MgcaDivision.HALVES, 26_684))
                .isEqualTo(Map.of("train", 18_678L, "validate", 4_003L, "test", 4_003L));
        assertThat(sizes(MgcaDivision.RSNA_REGIONS, 26_684))
                .isEqualTo(Map.of("train", 16_010L, "validate", 5_337L, "test", 5_337L));
    }

    /** The first of numpy's permutation of 10 at seed 0 are 2 and 8. */
    @Test
    void what_is_held_out_for_validation_is_what_scikit_learn_holds_out() {
        assertThat(MgcaDivision.COVIDX.divide(films(11, 1), true).films())
                .extracting(film -> film.place().split())
                .containsExactly(
                        "test",
                        "train",
                        "train",
                        "validate",
                        "train",
                        "train",
                        "train",
                        "train",
                        "train",
                        "validate",
                        "train");
        assertThat(sizes(MgcaDivision.OBJECT_CXR.divide(films(8_001, 1), true).films()))
                .isEqualTo(Map.of("train", 7_200L, "validate", 800L, "test", 1L));
    }

    @Test
    void official_test_films_stay_where_they_are() {
        for (boolean faithful : new boolean[] {true, false}) {
            List<LabelledFilm> films = films(120, 20);
            List<LabelledFilm> covidx =
                    MgcaDivision.COVIDX.divide(films, faithful).films();
            assertThat(sizes(covidx)).isEqualTo(Map.of("train", 80L, "validate", 20L, "test", 20L));
            assertThat(covidx.subList(0, 20))
                    .allSatisfy(film -> assertThat(film.place().split()).isEqualTo("test"));
            assertThat(IntStream.range(0, 120)
                            .allMatch(i -> covidx.get(i).place().position() == i))
                    .isTrue();
        }
        assertThat(sizes(MgcaDivision.OBJECT_CXR.divide(films(120, 20), false).films()))
                .isEqualTo(Map.of("train", 90L, "validate", 10L, "test", 20L));
    }

    @Test
    void without_official_test_films_it_is_said_how_they_come() {
        for (MgcaDivision division : List.of(MgcaDivision.COVIDX, MgcaDivision.CHEXPERT)) {
            assertThatThrownBy(() -> division.divide(films(30, 0), true))
                    .isInstanceOfSatisfying(
                            JobFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo("no-films"))
                    .hasMessageContaining("a column split");
        }
    }

    @Test
    void every_name_is_found_again() {
        for (MgcaDivision division : MgcaDivision.values()) {
            assertThat(MgcaDivision.of(division.id())).isEqualTo(division);
        }
        assertThatThrownBy(() -> MgcaDivision.of("chexpert")).hasMessageContaining("found chexpert");
    }
}
