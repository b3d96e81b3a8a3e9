package ai.medsyn.vision.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.testing.Golden;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

class AdamTest {

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> follows_the_reference_trajectory() {
        return GoldenCases.tests("encoders", "optimizer", AdamTest::verify);
    }

    private static void verify(GoldenCase golden) {
        Tensor parameter = Golden.variable(golden, "initial");
        String kind = golden.json().path("optimizer").asString();
        // the betas and decays of the two presets, with faster learning
        boolean gloria = kind.equals("adam-gloria");
        double rate = golden.json().path("lr").asDouble(gloria ? 5e-4 : 2e-3);
        double decay = golden.json().path("weight_decay").asDouble(gloria ? 1e-6 : 0.05);
        double beta1 = golden.json().path("betas").path(0).asDouble(gloria ? 0.5 : 0.9);
        double beta2 = golden.json().path("betas").path(1).asDouble(0.999);
        List<ParameterGroup> groups = List.of(ParameterGroup.of(Map.of("weight", parameter), decay));
        Optimizer optimizer =
                kind.startsWith("adamw") ? Adam.adamW(groups, beta1, beta2) : Adam.adam(groups, beta1, beta2);
        Tensor gradients = Golden.tensor(golden, "gradients");
        Tensor trajectory = Golden.tensor(golden, "trajectory");
        for (int step = 0; step < gradients.size(0); step++) {
            optimizer.clearGradients();
            parameter.times(gradients.select(0, step)).sum().backward();
            GradientClipping.clip(
                    List.of(parameter), golden.json().path("clip_grad_norm").asDouble());
            optimizer.step(rate);
            Tensor expected = trajectory.select(0, step);
            double difference = parameter.minus(expected).abs().max().item();
            assertThat(difference).as("step %d", step).isLessThanOrEqualTo(1e-6);
        }
    }
}
