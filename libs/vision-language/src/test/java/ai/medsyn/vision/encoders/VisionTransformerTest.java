package ai.medsyn.vision.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.vision.encoders.VisionTransformer.Config;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.layers.Linear;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.testing.Golden;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class VisionTransformerTest {

    private static final class Classifier extends Layer {
        private final VisionTransformer encoder;
        private final Linear head;

        Classifier(Config config, long classes) {
            encoder = child("encoder", new VisionTransformer(config));
            head = child("head", new Linear(config.size(), classes));
        }
    }

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> equals_the_reference() {
        return GoldenCases.tests("encoders", "vit", VisionTransformerTest::verify);
    }

    private static void verify(GoldenCase golden) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            JsonNode config = golden.json().path("config");
            Classifier network = new Classifier(
                    new Config(
                            config.path("image").asLong(),
                            config.path("patch").asLong(),
                            config.path("dim").asLong(),
                            config.path("depth").asInt(),
                            config.path("heads").asInt()),
                    config.path("classes").asLong());
            Map<String, Tensor> weights = new LinkedHashMap<>();
            SafetensorsWeights.read(golden.folder().resolve("weights.safetensors"))
                    .forEach(
                            (name, tensor) -> weights.put(name.startsWith("head.") ? name : "encoder." + name, tensor));
            network.load(weights);

            Tensor images = Golden.tensor(golden, "input");
            Golden.assertValues(golden, "tokens", network.encoder.tokens(images));
            ImageFeatures features = network.encoder.encode(images);
            Golden.assertValues(golden, "logits", network.head.forward(features.global()));
            Golden.assertClose(
                    "local vectors are the patch tokens",
                    features.local().flatten(2, 3).transpose(1, 2),
                    Golden.tensor(golden, "tokens")
                            .slice(
                                    1,
                                    1,
                                    features.local().size(2) * features.local().size(3) + 1));
        }
    }

    @Test
    void has_the_published_sizes() {
        assertThat(new VisionTransformer(Config.small16()).parameterCount()).isEqualTo(22_050_664 - 385_000);
        assertThat(new VisionTransformer(Config.base16()).parameterCount()).isEqualTo(86_567_656 - 769_000);
    }

    /** One row of a table of 4 positions as Pillow enlarges it to 8: the cubic of Keys with a = -0.5, weights scaled to 1 at the borders. */
    @Test
    void positions_are_resized_as_images_are() {
        float[] row = {1, 5, 2, 8};
        float[] table = new float[17];
        for (int i = 0; i < 16; i++) {
            table[1 + i] = row[i % 4];
        }
        table[0] = -7;

        Map<String, Tensor> weights = VisionTransformer.positionsFor(
                8, Map.of("pos_embed", Tensors.of(table, 1, 17, 1), "norm.bias", Tensors.ones(1)));

        float[] resized = weights.get("pos_embed").floats();
        assertThat(resized).hasSize(65).startsWith(-7);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                assertThat(resized[1 + 8 * y + x]).isCloseTo(enlarged(row, x), within(1e-4f));
            }
        }
        assertThat(weights.get("norm.bias").floats()).containsExactly(1);
    }

    private static float enlarged(float[] row, int x) {
        double centre = (x + 0.5) / 2;
        double sum = 0;
        double all = 0;
        for (int i = 0; i < row.length; i++) {
            double t = Math.abs(i + 0.5 - centre);
            double weight =
                    t < 1 ? 1.5 * t * t * t - 2.5 * t * t + 1 : t < 2 ? -0.5 * (t * t * t - 5 * t * t + 8 * t - 4) : 0;
            sum += weight * row[i];
            all += weight;
        }
        return (float) (sum / all);
    }

    @Test
    void weights_for_the_same_size_stay_as_they_are() {
        Map<String, Tensor> weights = Map.of("pos_embed", Tensors.ones(1, 17, 3));

        assertThat(VisionTransformer.positionsFor(4, weights)).isSameAs(weights);
    }

    @Test
    void an_image_of_another_size_is_refused() {
        VisionTransformer network = new VisionTransformer(new Config(32, 8, 12, 1, 3));

        assertThatThrownBy(() -> network.encode(Tensors.zeros(2, 3, 40, 32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 3, 32, 32]")
                .hasMessageContaining("[2, 3, 40, 32]");
    }
}
