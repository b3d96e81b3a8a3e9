package ai.medsyn.vision.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void an_image_of_another_size_is_refused() {
        VisionTransformer network = new VisionTransformer(new Config(32, 8, 12, 1, 3));

        assertThatThrownBy(() -> network.encode(Tensors.zeros(2, 3, 40, 32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 3, 32, 32]")
                .hasMessageContaining("[2, 3, 40, 32]");
    }
}
