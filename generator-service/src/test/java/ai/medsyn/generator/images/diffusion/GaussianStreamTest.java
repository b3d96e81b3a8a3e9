package ai.medsyn.generator.images.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The counter-based generator against the known answers of its authors, and the Gaussian values made of it. */
class GaussianStreamTest {

    @Test
    void philox_gives_the_known_answers_of_random123() {
        assertThat(GaussianStream.philox(new int[4], 0, 0))
                .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(GaussianStream.philox(new int[] {-1, -1, -1, -1}, -1, -1))
                .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(GaussianStream.philox(
                        new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void values_are_standard_gaussian() {
        float[] values = new GaussianStream(7).latents(100_000);
        double mean = 0;
        double squares = 0;
        double fourth = 0;
        for (float value : values) {
            mean += value / values.length;
            squares += value * (double) value / values.length;
            fourth += Math.pow(value, 4) / values.length;
        }
        assertThat(mean).isCloseTo(0, within(0.02));
        assertThat(squares).isCloseTo(1, within(0.02));
        assertThat(fourth).isCloseTo(3, within(0.15));
    }

    @Test
    void a_value_depends_on_seed_stream_and_index_only() {
        float[] longer = new GaussianStream(1).latents(1000);
        float[] shorter = new GaussianStream(1).latents(10);
        assertThat(shorter).containsExactly(java.util.Arrays.copyOf(longer, 10));
        assertThat(new GaussianStream(2).latents(10)).isNotEqualTo(shorter);
        assertThat(new GaussianStream(1L << 32).latents(10)).isNotEqualTo(new GaussianStream(0).latents(10));
        assertThat(new GaussianStream(1).noise(0, 10)).isNotEqualTo(shorter);
        assertThat(new GaussianStream(1).noise(1, 10)).isNotEqualTo(new GaussianStream(1).noise(0, 10));
    }
}
