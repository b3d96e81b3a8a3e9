package ai.medsyn.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.metrics.ImageSimilarity.Plane;
import ai.medsyn.onnx.StoredTensor;
import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

@Tag("golden")
class ImageGoldenTest {

    @TestFactory
    Stream<DynamicTest> structural_similarity_agrees_with_torchmetrics() {
        return GoldenCases.tests("metrics", "image", each -> {
            JsonNode expected = each.json().path("expected");
            for (var entry : expected.properties()) { // such as ssim_ab: the metric, then the names of two images
                String name = entry.getKey();
                int cut = name.lastIndexOf('_');
                Plane first = plane(each, name.substring(cut + 1, cut + 2));
                Plane second = plane(each, name.substring(cut + 2));
                double ours = name.startsWith("ms_ssim")
                        ? ImageSimilarity.multiScaleSsim(first, second)
                        : ImageSimilarity.ssim(first, second);
                assertThat(ours).as(name).isCloseTo(entry.getValue().asDouble(), within(1e-6));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> overlap_follows_its_formula() {
        return GoldenCases.tests("metrics", "segmentation", each -> {
            JsonNode expected = each.json().path("expected");
            double[] probability = each.doubles("probability"); // [images, height, width]
            long[] target = each.longs("target");
            int images = expected.path("dice").size();
            int pixels = probability.length / images;
            double sum = 0;
            for (int i = 0; i < images; i++) {
                BitSet predicted = Overlap.atLeast(0.5, Arrays.copyOfRange(probability, i * pixels, (i + 1) * pixels));
                BitSet truth = new BitSet(pixels);
                for (int p = 0; p < pixels; p++) {
                    truth.set(p, target[i * pixels + p] != 0);
                }
                double dice = Overlap.dice(predicted, truth);
                assertThat(dice).isCloseTo(expected.path("dice").path(i).asDouble(), within(1e-9));
                assertThat(Overlap.iou(predicted, truth))
                        .isCloseTo(expected.path("iou").path(i).asDouble(), within(1e-9));
                sum += dice;
            }
            assertThat(sum / images).isCloseTo(expected.path("mean_dice").asDouble(), within(1e-9));
        });
    }

    @Test
    void the_pointing_game_and_the_contrast_look_at_the_region() {
        BitSet region = BitSet.valueOf(new long[] {0b0011});
        assertThat(Overlap.pointsInto(region, new double[] {0, 3, 2, 3})).isTrue();
        assertThat(Overlap.pointsInto(region, new double[] {0, 1, 2, 3})).isFalse();
        // inside 4, 6: mean 5, variance 1; outside 0, 2: mean 1, variance 1
        assertThat(Overlap.contrastToNoise(region, new double[] {4, 6, 0, 2})).isEqualTo(4 / Math.sqrt(2));
    }

    private static Plane plane(GoldenCase golden, String name) throws IOException {
        StoredTensor tensor = golden.tensors().get(name);
        double[] values =
                Arrays.stream(tensor.doubles()).map(value -> value / 255).toArray();
        return new Plane(
                values, tensor.shape().get(1).intValue(), tensor.shape().get(0).intValue());
    }
}
