package ai.medsyn.vision.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientClippingTest {

    @Test
    void all_gradients_shrink_by_one_factor() {
        Tensor first = withGradient(3);
        Tensor second = withGradient(4);

        assertThat(GradientClipping.clip(List.of(first, second), 1)).isCloseTo(5, within(1e-6));

        assertThat(first.gradient().item()).isCloseTo(0.6, within(1e-6));
        assertThat(second.gradient().item()).isCloseTo(0.8, within(1e-6));
    }

    @Test
    void short_gradients_and_an_infinite_limit_change_nothing() {
        Tensor tensor = withGradient(3);

        assertThat(GradientClipping.clip(List.of(tensor), Double.POSITIVE_INFINITY))
                .isCloseTo(3, within(1e-6));
        GradientClipping.clip(List.of(tensor), 3.1);

        assertThat(tensor.gradient().item()).isEqualTo(3);
    }

    @Test
    void a_gradient_that_is_no_number_is_reported_and_left_alone() {
        Tensor broken = withGradient(Double.NaN);
        Tensor sound = withGradient(2);

        assertThat(GradientClipping.clip(List.of(broken, sound), 1)).isNaN();
        assertThat(sound.gradient().item()).isEqualTo(2);
    }

    @Test
    void without_any_gradient_the_length_is_zero() {
        assertThat(GradientClipping.clip(List.of(Tensors.ones(2).setRequiresGradient(true)), 1))
                .isZero();
    }

    private static Tensor withGradient(double gradient) {
        Tensor tensor = Tensors.ones(1).setRequiresGradient(true);
        tensor.times(gradient).sum().backward();
        return tensor;
    }
}
