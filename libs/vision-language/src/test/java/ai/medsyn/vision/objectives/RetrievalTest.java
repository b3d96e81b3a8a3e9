package ai.medsyn.vision.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import org.junit.jupiter.api.Test;

class RetrievalTest {

    private static final int PAIRS = 60;

    private static Tensor noise(long seed) {
        LibTorch.seed(seed, 0);
        return Tensors.normal(PAIRS, 8);
    }

    @Test
    void partners_that_look_alike_are_found_and_not_by_luck() {
        Tensor images = noise(1);
        Tensor similarities = Retrieval.similarities(images, images.plus(noise(2).times(0.5)));

        assertThat(Retrieval.recallAt(similarities, 5)).isGreaterThan(0.8);
        assertThat(Retrieval.pValue(similarities, 5)).isEqualTo(0.001);
    }

    @Test
    void p_values_of_unrelated_pairs_are_spread_evenly() {
        int below = 0;
        for (int i = 0; i < 100; i++) {
            Tensor similarities = Retrieval.similarities(noise(10 + i), noise(1000 + i));
            below += Retrieval.pValue(similarities, 5) <= 0.2 ? 1 : 0;
        }

        assertThat(below).as("of 100 at most 0.2").isBetween(8, 28);
    }

    @Test
    void what_every_pairing_reaches_proves_nothing() {
        Tensor similarities = Retrieval.similarities(noise(1), noise(1));

        assertThat(Retrieval.recallAt(similarities, PAIRS)).isEqualTo(1);
        assertThat(Retrieval.pValue(similarities, PAIRS)).isEqualTo(1);
    }

    @Test
    void a_collapsed_encoder_retrieves_nothing() {
        Tensor collapsed = Tensors.ones(6, 6);

        assertThat(Retrieval.recallAt(collapsed, 1)).isZero();
        assertThat(Retrieval.recallAt(collapsed, 6)).isEqualTo(1);
        assertThat(Retrieval.pValue(collapsed, 1)).isEqualTo(1);
    }
}
