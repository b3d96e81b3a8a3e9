package ai.medsyn.evaluation.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.metrics.MetricUndefined;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MemorisationTest {

    private static double[][] films(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] films = new double[count][8];
        for (double[] film : films) {
            for (int d = 0; d < film.length; d++) {
                film[d] = random.nextDouble();
            }
        }
        return films;
    }

    @Test
    void a_copy_of_a_real_film_is_flagged_and_others_are_not() {
        double[][] real = films(200, 1);
        double[][] made = films(50, 2);
        made[7] = real[31].clone();
        made[7][0] += 1e-4;
        Memorisation memorisation = Memorisation.of(made, real, films(200, 3));
        assertThat(memorisation.flagged()).contains(7).hasSizeLessThan(5);
        assertThat(memorisation.expected()).isEqualTo(0.5);
    }

    @Test
    void without_held_out_films_nothing_can_be_said() {
        assertThatThrownBy(() -> Memorisation.of(films(5, 1), films(5, 2), new double[0][]))
                .isInstanceOf(MetricUndefined.class)
                .hasMessageContaining("found 5, 5 and 0");
    }

    @Test
    void even_use_is_1_and_one_sided_use_is_near_0() {
        assertThat(Balance.evenness(List.of(5L, 5L, 5L))).isEqualTo(1, within(1e-12));
        assertThat(Balance.evenness(List.of(1000L, 1L))).isLessThan(0.02);
        assertThatThrownBy(() -> Balance.evenness(List.of(3L))).isInstanceOf(MetricUndefined.class);
    }
}
