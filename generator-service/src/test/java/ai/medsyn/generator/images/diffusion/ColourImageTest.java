package ai.medsyn.generator.images.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColourImageTest {

    @Test
    void black_constant_and_broken_images_are_no_images() {
        assertThat(image(0, 0).defect()).contains("black");
        assertThat(image(0.5f, 0.5f).defect()).contains("constant at gray level 128");
        assertThat(image(0.5f, Float.NaN).defect()).contains("NaN");
        assertThat(image(0, 1).defect()).isEmpty();
    }

    @Test
    void colours_become_luma_and_their_spread_is_known() {
        ColourImage red = new ColourImage(1, 1, new float[] {1, 0, 0});
        assertThat(red.gray().at(0, 0)).isEqualTo(76);
        assertThat(red.channelSpread()).isEqualTo(255);
        assertThat(image(0.3f, 0.9f).channelSpread()).isZero();
    }

    private static ColourImage image(float left, float right) {
        return new ColourImage(2, 1, new float[] {left, right, left, right, left, right});
    }
}
