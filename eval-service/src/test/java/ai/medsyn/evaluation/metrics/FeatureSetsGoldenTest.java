package ai.medsyn.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.medsyn.onnx.StoredTensor;
import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

@Tag("golden")
class FeatureSetsGoldenTest {

    @TestFactory
    Stream<DynamicTest> distances_agree_with_the_references() {
        return GoldenCases.tests("metrics", "distribution", each -> {
            double[][] real = rows(each, "real");
            double[][] fake = rows(each, "fake");
            JsonNode expected = each.json().path("expected");
            assertThat(FeatureSets.frechet(real, fake))
                    .isCloseTo(expected.path("frechet").asDouble(), withinPercentage(1e-4));
            assertThat(FeatureSets.kernelDistance(real, fake))
                    .isCloseTo(expected.path("kid_unbiased").asDouble(), within(1e-9));
            for (var entry : expected.path("prdc").properties()) {
                FeatureSets.Manifold ours = FeatureSets.manifold(real, fake, Integer.parseInt(entry.getKey()));
                JsonNode theirs = entry.getValue();
                assertThat(ours.precision()).isCloseTo(theirs.path("precision").asDouble(), within(1e-9));
                assertThat(ours.recall()).isCloseTo(theirs.path("recall").asDouble(), within(1e-9));
                assertThat(ours.density()).isCloseTo(theirs.path("density").asDouble(), within(1e-9));
                assertThat(ours.coverage()).isCloseTo(theirs.path("coverage").asDouble(), within(1e-9));
            }
        });
    }

    @Test
    void a_set_compared_with_itself_is_perfect() {
        double[][] rows = {{0, 1}, {2, 0}, {1, 5}, {4, 4}};
        assertThat(FeatureSets.frechet(rows, rows)).isCloseTo(0, within(1e-9));
        FeatureSets.Manifold manifold = FeatureSets.manifold(rows, rows, 2);
        assertThat(manifold.precision()).isEqualTo(1);
        assertThat(manifold.recall()).isEqualTo(1);
        assertThat(manifold.coverage()).isEqualTo(1);
    }

    @Test
    void too_few_images_or_features_of_two_encoders_are_refused() {
        double[][] two = {{0, 1}, {2, 0}};
        assertThatThrownBy(() -> FeatureSets.manifold(two, two, 5))
                .isInstanceOf(MetricUndefined.class)
                .hasMessageContaining("at least 6");
        assertThatThrownBy(() -> FeatureSets.frechet(two, new double[][] {{1, 2, 3}, {1, 2, 4}}))
                .isInstanceOf(MetricUndefined.class)
                .hasMessageContaining("expected 2 features");
    }

    @Test
    void features_that_are_no_numbers_are_refused() {
        double[][] good = {{0, 1}, {2, 0}, {1, 5}};
        double[][] bad = {{0, 1}, {2, Double.NaN}, {1, 5}};
        assertThatThrownBy(() -> FeatureSets.frechet(good, bad)).isInstanceOf(MetricUndefined.class);
        assertThatThrownBy(() -> FeatureSets.kernelDistance(bad, good)).isInstanceOf(MetricUndefined.class);
        assertThatThrownBy(() -> FeatureSets.manifold(good, bad, 2))
                .isInstanceOf(MetricUndefined.class)
                .hasMessageContaining("expected finite features, found NaN");
    }

    private static double[][] rows(GoldenCase golden, String name) throws IOException {
        StoredTensor tensor = golden.tensors().get(name);
        double[] values = tensor.doubles();
        int width = tensor.shape().get(1).intValue();
        double[][] rows = new double[values.length / width][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
        return rows;
    }
}
