package ai.medsyn.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

@Tag("golden")
class DetectionGoldenTest {

    private static final Offset<Double> EXACT = within(1e-9);

    @TestFactory
    Stream<DynamicTest> agrees_with_pycocotools() {
        return GoldenCases.tests("metrics", "detection", each -> {
            List<Detection.Image> images = images(each);
            JsonNode expected = each.json().path("expected");
            JsonNode thresholds = each.json().path("iou_thresholds");
            for (int i = 0; i < thresholds.size(); i++) {
                Detection.Result result = Detection.at(thresholds.path(i).asDouble(), images);
                assertThat(result.averagePrecision())
                        .isCloseTo(expected.path("ap").path(i).asDouble(), EXACT);
                assertThat(result.recall())
                        .isCloseTo(expected.path("recall").path(i).asDouble(), EXACT);
            }
            assertThat(Detection.meanAveragePrecision(images, Detection.PAPER_THRESHOLDS))
                    .isCloseTo(expected.path("mean_ap_040_075").asDouble(), EXACT);
            assertThat(Detection.meanAveragePrecision(images, Detection.COCO_THRESHOLDS))
                    .isCloseTo(expected.path("coco_ap_050_095").asDouble(), EXACT);
        });
    }

    @Test
    void leaving_out_images_without_truth_or_detection_flatters() {
        Box box = new Box(10, 10, 20, 20);
        Detection.Image hit = new Detection.Image(List.of(box), List.of(new Detection.Found(box, 0.5)));
        Detection.Image missed = new Detection.Image(List.of(box), List.of());
        Detection.Image alarm = new Detection.Image(List.of(), List.of(new Detection.Found(box, 0.9)));
        List<Detection.Image> images = List.of(hit, missed, alarm);

        assertThat(Detection.faithfulMeanAveragePrecision(images)).isEqualTo(1);
        assertThat(Detection.meanAveragePrecision(images, Detection.PAPER_THRESHOLDS))
                .isLessThan(0.3);
    }

    private static List<Detection.Image> images(GoldenCase golden) {
        int count = golden.json().path("images").asInt();
        double[] truth = golden.doubles("ground_truth"); // rows of image, x, y, width, height
        double[] found = golden.doubles("detections"); // and score
        List<Detection.Image> images = new ArrayList<>();
        for (int image = 0; image < count; image++) {
            List<Box> boxes = new ArrayList<>();
            for (int at = 0; at < truth.length; at += 5) {
                if (truth[at] == image) {
                    boxes.add(new Box(truth[at + 1], truth[at + 2], truth[at + 3], truth[at + 4]));
                }
            }
            List<Detection.Found> calls = new ArrayList<>();
            for (int at = 0; at < found.length; at += 6) {
                if (found[at] == image) {
                    Box box = new Box(found[at + 1], found[at + 2], found[at + 3], found[at + 4]);
                    calls.add(new Detection.Found(box, found[at + 5]));
                }
            }
            images.add(new Detection.Image(boxes, calls));
        }
        return images;
    }
}
