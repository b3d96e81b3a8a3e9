package ai.medsyn.vision.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.layers.Linear;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.testing.Golden;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class ResNetTest {

    /** A ResNet with its classification layer, as the reference has it. */
    private static final class Classifier extends Layer {
        private final ResNet encoder;
        private final Linear fc;

        Classifier(ResNet.Depth depth, long classes) {
            encoder = child("encoder", new ResNet(depth));
            fc = child("fc", new Linear(encoder.globalSize(), classes));
        }
    }

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> equals_the_reference_with_weights_given_by_a_formula() {
        return GoldenCases.tests("encoders", "resnet", ResNetTest::verify);
    }

    private static void verify(GoldenCase golden) {
        try (TensorScope scope = TensorScope.open();
                NoGradient off = NoGradient.on()) {
            ResNet.Depth depth = golden.name().startsWith("resnet18") ? ResNet.Depth.RESNET18 : ResNet.Depth.RESNET50;
            Classifier network =
                    new Classifier(depth, golden.json().path("classes").asLong());
            network.load(weights(golden.json()));
            network.train(false);

            long[] slice = Golden.tensor(golden, "layer3_slice").shape(); // at stride 16
            Tensor images = input(slice[0], 16 * slice[2], 16 * slice[3]);
            List<Tensor> maps = network.encoder.maps(images);
            Tensor global = network.encoder.encode(images).global();

            Golden.assertValues(golden, "layer3_slice", maps.get(3).slice(1, 0, slice[1]));
            Golden.assertValues(
                    golden,
                    "layer4",
                    maps.get(4).slice(1, 0, Golden.tensor(golden, "layer4").size(1)));
            Golden.assertValues(golden, "layer4_mean", global);
            Golden.assertValues(golden, "logits", network.fc.forward(global));
        }
    }

    private static Tensor input() {
        return input(2, 64, 64);
    }

    private static Tensor input(long images, long height, long width) {
        float[] pixels = new float[(int) (images * 3 * height * width)];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.sin(0.01 * i);
        }
        return Tensors.of(pixels, images, 3, height, width);
    }

    /** The formula of the case: matrices and vectors by their index among the parameters, statistics by theirs among the buffers. */
    private static Map<String, Tensor> weights(JsonNode json) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        int k = 0;
        for (JsonNode parameter : json.path("parameters")) {
            weights.put(ours(parameter.get(0).asString()), parameter(parameter, k++));
        }
        k = 0;
        for (JsonNode buffer : json.path("buffers")) {
            String name = ours(buffer.asString());
            long channels = weights.get(name.replaceAll("running_(mean|var)$", "weight"))
                    .size(0);
            weights.put(name, buffer(name, channels, k++));
        }
        return weights;
    }

    private static String ours(String name) {
        return name.startsWith("fc.") ? name : "encoder." + name;
    }

    private static Tensor parameter(JsonNode parameter, int k) {
        long[] shape = new long[parameter.get(1).size()];
        Arrays.setAll(shape, d -> parameter.get(1).get(d).asLong());
        int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        boolean weight = parameter.get(0).asString().endsWith("weight");
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float)
                    (shape.length > 1
                            ? 1.9 * Math.sin(12.9898 * i + 78.233 * k) / Math.sqrt(count / (double) shape[0])
                            : (weight ? 1 : 0) + 0.1 * Math.sin(0.7 * i + k));
        }
        return Tensors.of(values, shape);
    }

    private static Tensor buffer(String name, long channels, int k) {
        float[] values = new float[(int) channels];
        for (int i = 0; i < channels; i++) {
            double s = 0.1 * Math.sin(0.3 * i + k);
            values[i] = (float) (name.endsWith("mean") ? s : 1 + 5 * s);
        }
        return Tensors.of(values, channels);
    }

    @Test
    void has_the_names_and_sizes_of_torchvision() {
        ResNet resnet50 = new ResNet(ResNet.Depth.RESNET50);

        assertThat(resnet50.parameterCount()).isEqualTo(25_557_032 - (2048 * 1000 + 1000));
        assertThat(resnet50.state())
                .hasSize(318)
                .containsKeys("conv1.weight", "layer1.0.downsample.1.running_var", "layer4.2.bn3.num_batches_tracked");
        assertThat(new ResNet(ResNet.Depth.RESNET18).parameterCount()).isEqualTo(11_689_512 - (512 * 1000 + 1000));
    }

    @Test
    void trains_batch_statistics_only_while_training() {
        ResNet network = new ResNet(ResNet.Depth.RESNET18);
        Tensor before = network.buffers().get("bn1.running_mean").copy();

        network.train(false);
        network.encode(input());
        assertThat(network.buffers().get("bn1.running_mean").floats()).isEqualTo(before.floats());

        network.train(true);
        network.encode(input());
        assertThat(network.buffers().get("bn1.running_mean").floats()).isNotEqualTo(before.floats());
        assertThat(network.buffers().get("bn1.num_batches_tracked").item()).isEqualTo(1);
    }
}
