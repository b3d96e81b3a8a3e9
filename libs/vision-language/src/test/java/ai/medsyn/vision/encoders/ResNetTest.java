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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
            JsonNode json = golden.json();
            boolean bottlenecks = json.path("parameters")
                    .valueStream()
                    .anyMatch(each -> each.get(0).asString().endsWith("conv3.weight"));
            Classifier network = new Classifier(
                    bottlenecks ? ResNet.Depth.RESNET50 : ResNet.Depth.RESNET18,
                    json.path("classes").asLong());
            network.load(Formula.of(json).weights(json));
            network.train(false);

            Tensor images = input(json.path("input").asString());
            List<Tensor> maps = network.encoder.maps(images);
            Tensor global = network.encoder.encode(images).global();

            assertSlice(golden, "layer3_slice", maps.get(3));
            assertSlice(golden, "layer4", maps.get(4));
            Golden.assertValues(golden, "layer4_mean", global);
            Golden.assertValues(golden, "logits", network.fc.forward(global));
        }
    }

    /** The first channels of a map. */
    private static void assertSlice(GoldenCase golden, String name, Tensor map) {
        long channels = Golden.tensor(golden, name).size(1);
        Golden.assertValues(golden, name, map.slice(1, 0, channels));
    }

    private static Tensor input() {
        return input("x[n,c,y,x]=sin(0.01*flat index), shape 2x3x64x64");
    }

    /** @param words the case's own, for example {@code sin(0.01*flat index), shape 2x3x64x64} */
    private static Tensor input(String words) {
        double[] told = numbers("sin\\(([\\d.]+)\\*flat index\\), shape (\\d+)x(\\d+)x(\\d+)x(\\d+)", words);
        long[] shape = Arrays.stream(told, 1, 5).mapToLong(each -> (long) each).toArray();
        float[] pixels = new float[(int) (shape[0] * shape[1] * shape[2] * shape[3])];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.sin(told[0] * i);
        }
        return Tensors.of(pixels, shape);
    }

    /** The groups of the only place that matches; 1 for a factor that is left out. */
    private static double[] numbers(String pattern, String words) {
        Matcher matcher = Pattern.compile(pattern).matcher(words);
        assertThat(matcher.find()).as("%s in: %s", pattern, words).isTrue();
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToDouble(i -> matcher.group(i) == null ? 1 : Double.parseDouble(matcher.group(i)))
                .toArray();
    }

    /**
     * Weights by their index i and that of their tensor, k: {@code a sin(b i + c k)}, with the numbers that the case tells.
     *
     * @param matrices a, b, c; a is divided by the square root of the inputs of an output
     * @param vectors a, b, c, around 1 for scales and 0 for shifts
     * @param buffers a, b, c of means; variances are 1 and {@code spread} times that
     */
    private record Formula(double[] matrices, double[] vectors, double[] buffers, double spread) {

        private static final String WAVE = "([\\d.]+)\\*sin\\(([\\d.]+)\\*i\\+(?:([\\d.]+)\\*)?k\\)";

        static Formula of(JsonNode json) {
            String words = json.path("formula").asString();
            return new Formula(
                    numbers("matrices " + WAVE, words),
                    numbers("vectors .*?\\+" + WAVE, words),
                    numbers("buffers .*?s=" + WAVE, words),
                    numbers("var=1\\+([\\d.]+)\\*s", words)[0]);
        }

        Map<String, Tensor> weights(JsonNode json) {
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

        private Tensor parameter(JsonNode parameter, int k) {
            long[] shape = new long[parameter.get(1).size()];
            Arrays.setAll(shape, d -> parameter.get(1).get(d).asLong());
            int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            boolean scale = parameter.get(0).asString().endsWith("weight");
            double inputs = Math.sqrt(count / (double) shape[0]);
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float)
                        (shape.length > 1 ? wave(matrices, i, k) / inputs : (scale ? 1 : 0) + wave(vectors, i, k));
            }
            return Tensors.of(values, shape);
        }

        private Tensor buffer(String name, long channels, int k) {
            float[] values = new float[(int) channels];
            for (int i = 0; i < channels; i++) {
                double s = wave(buffers, i, k);
                values[i] = (float) (name.endsWith("mean") ? s : 1 + spread * s);
            }
            return Tensors.of(values, channels);
        }

        private static double wave(double[] numbers, int i, int k) {
            return numbers[0] * Math.sin(numbers[1] * i + numbers[2] * k);
        }
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
