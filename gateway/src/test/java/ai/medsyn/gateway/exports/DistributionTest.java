package ai.medsyn.gateway.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DistributionTest {

    private static Distribution of(int... uses) {
        Distribution distribution = new Distribution();
        for (int name = 0; name < uses.length; name++) {
            for (int i = 0; i < uses[name]; i++) {
                distribution.add("n" + name);
            }
        }
        return distribution;
    }

    @Test
    void equal_use_is_even_and_has_no_inequality() {
        assertThat(of(3, 3, 3).evenness()).isCloseTo(1, within(1e-12));
        assertThat(of(3, 3, 3).gini()).isZero();
        assertThat(of(5).evenness()).isEqualTo(1);
        assertThat(of(5).gini()).isZero();
    }

    @Test
    void unequal_use_is_measured_by_entropy_and_gini() {
        // H(1/4, 3/4) = 0.8113 bit of at most 1 bit; mean absolute difference 2 / (2 * mean 2) / 2 = 0.25.
        assertThat(of(1, 3).evenness()).isCloseTo(0.811278, within(1e-6));
        assertThat(of(1, 3).gini()).isCloseTo(0.25, within(1e-12));
        assertThat(of(3, 1).gini()).isEqualTo(of(1, 3).gini());
    }

    @Test
    void nothing_counted_is_no_distribution_and_no_error() {
        assertThat(of().evenness()).isZero();
        assertThat(of().gini()).isZero();
        assertThat(of().max()).isZero();
    }

    @Test
    void the_most_counted_come_first_and_equal_counts_go_by_name() {
        assertThat(of(2, 5, 2).top(2)).containsExactly(Map.entry("n1", 5L), Map.entry("n0", 2L));
    }
}
