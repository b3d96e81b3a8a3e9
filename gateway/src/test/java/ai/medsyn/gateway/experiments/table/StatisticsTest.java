package ai.medsyn.gateway.experiments.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void an_interval_over_three_seeds_uses_t_with_two_degrees_of_freedom() {
        StudentT.Interval interval = StudentT.interval(new double[] {1, 2, 3}, 0.95);
        assertThat(interval.mean()).isEqualTo(2);
        assertThat(interval.deviation()).isCloseTo(1, within(1e-12));
        // 4.302653 is the 97.5 % quantile of t(2) in the printed tables.
        assertThat(interval.low()).isCloseTo(2 - 4.302653 / Math.sqrt(3), within(1e-6));
        assertThat(interval.high()).isCloseTo(2 + 4.302653 / Math.sqrt(3), within(1e-6));
    }

    @Test
    void the_paired_test_gives_the_textbook_p_value() {
        // t = 2 / (1 / sqrt 3) = 3.4641 with 2 degrees of freedom: 1 - t / sqrt(t^2 + 2) = 0.0742.
        double t = 2 * Math.sqrt(3);
        assertThat(StudentT.pairedTest(new double[] {1, 2, 3})).isCloseTo(1 - t / Math.sqrt(t * t + 2), within(1e-9));
    }

    @Test
    void one_pair_and_pairs_that_do_not_vary_are_no_test() {
        assertThat(StudentT.pairedTest(new double[] {0.3})).isNull();
        assertThat(StudentT.pairedTest(new double[] {0.3, 0.3})).isNull();
        assertThat(StudentT.pairedTest(new double[] {})).isNull();
    }

    @Test
    void holm_multiplies_by_the_tests_that_are_left_and_never_falls() {
        List<Double> adjusted = Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005));
        assertThat(adjusted).hasSize(4);
        assertThat(adjusted.get(0)).isCloseTo(0.03, within(1e-12));
        assertThat(adjusted.get(1)).isCloseTo(0.06, within(1e-12));
        assertThat(adjusted.get(2)).isCloseTo(0.06, within(1e-12));
        assertThat(adjusted.get(3)).isCloseTo(0.02, within(1e-12));
        assertThat(Holm.adjusted(List.of(0.7, 0.9))).containsExactly(1.0, 1.0);
        assertThat(Holm.adjusted(List.of())).isEmpty();
    }
}
