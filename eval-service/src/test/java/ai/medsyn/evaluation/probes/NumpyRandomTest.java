package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NumpyRandomTest {

    @Test
    void orders_are_those_of_numpy() {
        assertThat(new NumpyRandom(42).permutation(10)).containsExactly(8, 1, 5, 0, 7, 2, 9, 4, 3, 6);
        assertThat(new NumpyRandom(0).permutation(10)).containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
    }

    @Test
    void every_index_occurs_once() {
        int[] order = new NumpyRandom(7).permutation(1000);
        Arrays.sort(order);
        for (int i = 0; i < order.length; i++) {
            assertThat(order[i]).isEqualTo(i);
        }
    }

    @Test
    void the_official_split_of_rsna_has_the_published_sizes() {
        String[] splits = MgcaSplits.splits(26_684);
        assertThat(splits).filteredOn("train"::equals).hasSize(18_678);
        assertThat(splits).filteredOn("validate"::equals).hasSize(4_003);
        assertThat(splits).filteredOn("test"::equals).hasSize(4_003);
    }
}
