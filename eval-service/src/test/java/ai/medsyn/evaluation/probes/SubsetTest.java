package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.radiology.LabelValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SubsetTest {

    /** 400 films of 200 patients; every tenth patient has the finding. */
    private static final List<LabelledFilm> FILMS = films();

    private static List<LabelledFilm> films() {
        List<LabelledFilm> films = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int patient = i / 2;
            films.add(new LabelledFilm(
                    new LabelledFilm.Place(i, i, "train"),
                    new LabelledFilm.Subject("p" + patient, null),
                    new ObjectName("films/" + i),
                    Map.of("Edema", patient % 10 == 0 ? LabelValue.POSITIVE : LabelValue.NEGATIVE),
                    new LabelledFilm.Regions(List.of(), null)));
        }
        return films;
    }

    private static Set<String> shown(LabelledFilm film) {
        return film.labels().get("Edema") == LabelValue.POSITIVE ? Set.of("Edema") : Set.of();
    }

    private static Set<Integer> corrected(double fraction, long seed) {
        return Arrays.stream(Subset.corrected(FILMS, SubsetTest::shown, fraction, seed))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static long positives(Set<Integer> films) {
        return films.stream().filter(i -> !shown(FILMS.get(i)).isEmpty()).count();
    }

    @Test
    void smaller_fractions_are_within_larger_ones_of_the_same_seed() {
        for (long seed = 0; seed < 20; seed++) {
            Set<Integer> tenth = corrected(0.1, seed);
            assertThat(corrected(0.5, seed)).containsAll(tenth);
            assertThat(tenth).containsAll(corrected(0.01, seed)).hasSize(40);
        }
        assertThat(corrected(0.1, 1)).isNotEqualTo(corrected(0.1, 2));
        assertThat(corrected(1, 3)).hasSize(400);
    }

    @Test
    void strata_are_there_in_proportion_whatever_the_seed() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(positives(corrected(0.1, seed)))
                    .as("10 % of 40, patients of two films")
                    .isBetween(2L, 6L);
            assertThat(positives(corrected(0.5, seed))).isBetween(18L, 22L);
        }
    }

    @Test
    void patients_are_drawn_whole() {
        Set<Integer> films = corrected(0.25, 5);
        assertThat(films).allSatisfy(i -> assertThat(films).contains(i ^ 1));
    }

    @Test
    void the_official_subset_is_always_the_same_and_asks_for_neither_patients_nor_findings() {
        int[] subset = Subset.faithful(10, 0.3);
        assertThat(subset).containsExactly(8, 1, 5);
        assertThat(Subset.faithful(400, 0.01)).hasSize(4);
        assertThat(Subset.faithful(5, 1)).containsExactly(0, 1, 2, 3, 4);
    }
}
