package ai.medsyn.vision.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.vision.tensor.Autocast;
import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.testing.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InfoNceTest {

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> equals_the_official_loss_and_gradients() {
        return GoldenCases.tests("vision-language", "infonce", InfoNceTest::verify);
    }

    private static void verify(GoldenCase golden) {
        double weight = golden.json().path("image_to_text_weight").asDouble();
        InfoNce objective = new InfoNce(golden.json().path("temperature").asDouble(), weight, 1 - weight);
        Tensor image = Golden.variable(golden, "image");
        Tensor text = Golden.variable(golden, "text");

        LossTerms loss = objective.loss(Embeddings.of(image, text));
        loss.total().backward();

        Golden.assertScalar(
                "loss", loss.total(), golden.json().path("expected_loss").asDouble());
        Golden.assertGradient(golden, "grad.image", image);
        Golden.assertGradient(golden, "grad.text", text);
    }

    @Test
    void unrelated_pairs_cost_the_logarithm_of_the_batch_size_in_each_direction() {
        Tensor same = Tensors.ones(4, 3);

        assertThat(new InfoNce(0.07, 1, 1).loss(same, same).item()).isCloseTo(2 * Math.log(4), within(1e-5));
    }

    @Test
    void a_temperature_of_zero_is_refused() {
        assertThatThrownBy(() -> new InfoNce(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temperature above 0");
    }

    @Test
    void half_precision_around_it_does_not_reach_the_comparison() {
        Tensor image = Tensors.normal(8, 16);
        Tensor text = Tensors.normal(8, 16);
        InfoNce objective = new InfoNce(0.07, 1, 1);
        double expected = objective.loss(Embeddings.of(image, text)).total().item();

        try (Autocast bfloat16 = Autocast.bfloat16(Device.CPU)) {
            assertThat(objective.loss(Embeddings.of(image, text)).total().item())
                    .isEqualTo(expected);
            assertThat(image.matmul(image.transpose(0, 1)).dtype()).isEqualTo(DType.BFLOAT16);
        }
    }
}
