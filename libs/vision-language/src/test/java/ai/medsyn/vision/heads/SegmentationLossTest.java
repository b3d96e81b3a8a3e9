package ai.medsyn.vision.heads;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.testing.Golden;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SegmentationLossTest {

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> equals_the_official_loss_and_gradient() {
        return GoldenCases.tests("vision-language", "segmentation", SegmentationLossTest::verify);
    }

    private static void verify(GoldenCase golden) {
        SegmentationLoss loss = new SegmentationLoss(told(golden, "alpha"), told(golden, "gamma"));
        Tensor logits = Golden.variable(golden, "logits");
        Tensor target = Golden.tensor(golden, "target");

        Tensor value = loss.loss(logits, target);
        value.backward();

        Golden.assertScalar("loss", value, golden.json().path("expected_loss").asDouble());
        Golden.assertScalar(
                "focal",
                loss.focal(logits, target),
                golden.json().path("expected_focal").asDouble());
        Golden.assertScalar(
                "dice",
                loss.softDice(logits, target),
                golden.json().path("expected_soft_dice").asDouble());
        Golden.assertGradient(golden, "grad.logits", logits);
    }

    /** A number that stands in the case, or in the call that the case names as its source. */
    private static double told(GoldenCase golden, String name) {
        Matcher call = Pattern.compile(name + "=([\\d.]+)")
                .matcher(golden.json().path("source").asString());
        double inCall = call.find() ? Double.parseDouble(call.group(1)) : Double.NaN;
        double told = golden.json().path(name).asDouble(inCall);
        assertThat(told).as(name).isPositive();
        return told;
    }

    @Test
    void extreme_logits_stay_finite() {
        Tensor logits = Tensors.of(new float[] {-500, 500, 500, -500}, 4).setRequiresGradient(true);
        Tensor loss = SegmentationLoss.OFFICIAL.loss(logits, Tensors.of(new float[] {0, 1, 0, 1}, 4));
        loss.backward();

        assertThat(loss.hasNonFinite()).isFalse();
        assertThat(logits.gradient().hasNonFinite()).isFalse();
    }

    @Test
    void the_decoder_gives_logits_at_the_size_of_the_image_under_the_usual_names() {
        try (TensorScope scope = TensorScope.open();
                NoGradient off = NoGradient.on()) {
            ResNet encoder = new ResNet(ResNet.Depth.RESNET18);
            UNetDecoder decoder = new UNetDecoder(encoder.mapSizes(), 1);

            Tensor logits = decoder.forward(encoder.maps(Tensors.normal(2, 3, 64, 96)));

            assertThat(logits.shape()).containsExactly(2, 1, 64, 96);
            assertThat(decoder.state())
                    .containsKeys(
                            "decoder.blocks.0.conv1.0.weight",
                            "decoder.blocks.4.conv2.1.running_var",
                            "segmentation_head.0.bias");
            assertThat(decoder.state().get("decoder.blocks.0.conv1.0.weight").shape())
                    .containsExactly(256, 768, 3, 3);
        }
    }
}
