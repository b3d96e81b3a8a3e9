package ai.medsyn.vision.heads;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.heads.YoloScale.Anchor;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.testing.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class YoloTest {
    private static final List<String> TERMS = List.of("x", "y", "w", "h", "objectness", "class");

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> equals_the_official_loss_decoding_and_suppression() {
        return GoldenCases.tests("vision-language", "yolov3", YoloTest::verify);
    }

    private static void verify(GoldenCase golden) {
        try (TensorScope scope = TensorScope.open()) {
            JsonNode json = golden.json();
            Tensor raw = Golden.variable(golden, "raw");
            YoloScale scale = scale(json, raw);

            YoloScale.Loss loss = scale.loss(raw, Golden.tensor(golden, "targets"));
            loss.total().backward();

            JsonNode expected = json.path("expected_total_x_y_w_h_conf_cls");
            Golden.assertScalar("total", loss.total(), expected.get(0).asDouble());
            for (int i = 0; i < TERMS.size(); i++) {
                Golden.assertScalar(
                        TERMS.get(i),
                        loss.terms().get(TERMS.get(i)),
                        expected.get(i + 1).asDouble());
            }
            Golden.assertGradient(golden, "grad.raw", raw);
            Tensor decoded = scale.decode(raw);
            Golden.assertValues(golden, "decoded", decoded);
            assertDetections(golden, decoded);
        }
    }

    private static YoloScale scale(JsonNode json, Tensor raw) {
        List<Anchor> anchors = new ArrayList<>();
        json.path("anchors")
                .forEach(a ->
                        anchors.add(new Anchor(a.get(0).asDouble(), a.get(1).asDouble())));
        int classes = (int) raw.size(1) / anchors.size() - 5;
        return new YoloScale(anchors, classes, json.path("image").get(0).asInt());
    }

    private static void assertDetections(GoldenCase golden, Tensor decoded) {
        List<List<Detection>> images = new NonMaximumSuppression(
                        golden.json().path("conf_threshold").asDouble(),
                        golden.json().path("nms_threshold").asDouble())
                .apply(decoded);
        for (int image = 0; image < images.size(); image++) {
            if (!golden.tensors().has("nms." + image)) {
                assertThat(images.get(image)).isEmpty();
                continue;
            }
            List<float[]> rows = new ArrayList<>();
            for (Detection each : images.get(image)) {
                Box box = each.box();
                rows.add(new float[] {
                    box.left(), box.top(), box.right(), box.bottom(), each.objectness(), each.confidence(), each.label()
                });
            }
            float[] flat = new float[rows.size() * 7];
            for (int row = 0; row < rows.size(); row++) {
                System.arraycopy(rows.get(row), 0, flat, 7 * row, 7);
            }
            Golden.assertValues(golden, "nms." + image, Tensors.of(flat, rows.size(), 7));
        }
    }

    @Test
    void an_image_without_objects_costs_background_only() {
        YoloScale scale = YoloScale.official(1).get(0);
        Tensor raw = Tensors.full(-9, 1, 18, 7, 7);

        YoloScale.Loss loss = scale.loss(raw, Tensors.zeros(1, 2, 5));

        assertThat(loss.total().item()).isBetween(0.0, 1e-3);
    }

    @Test
    void the_head_gives_three_scales_from_coarse_to_fine() {
        try (TensorScope scope = TensorScope.open();
                NoGradient off = NoGradient.on()) {
            ResNet encoder = new ResNet(ResNet.Depth.RESNET18);
            long[] sizes = encoder.mapSizes();
            YoloHead head = new YoloHead(new long[] {sizes[2], sizes[3], sizes[4]}, 3, 1);

            List<Tensor> raw =
                    head.forward(encoder.maps(Tensors.normal(1, 3, 224, 224)).subList(2, 5));

            assertThat(raw.get(0).shape()).containsExactly(1, 18, 7, 7);
            assertThat(raw.get(1).shape()).containsExactly(1, 18, 14, 14);
            assertThat(raw.get(2).shape()).containsExactly(1, 18, 28, 28);
        }
    }

    @Test
    void boxes_of_different_classes_do_not_suppress_each_other() {
        Tensor decoded = Tensors.of(
                new float[] {
                    50, 50, 20, 20, 0.9f, 0.8f, 0.1f, 51, 50, 20, 20, 0.8f, 0.7f, 0.1f, 50, 50, 20, 20, 0.7f, 0.1f, 0.6f
                },
                1,
                3,
                7);

        assertThat(NonMaximumSuppression.OFFICIAL.apply(decoded).get(0))
                .extracting(Detection::label)
                .containsExactly(0, 1);
    }
}
