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
}
