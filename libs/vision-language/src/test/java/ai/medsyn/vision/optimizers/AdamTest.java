package ai.medsyn.vision.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.testing.Golden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class AdamTest {

    /** Learning rate, decay and betas of the presets' optimisers (with faster learning), for cases that name only these. */
    private static final double[] GLORIA = {5e-4, 1e-6, 0.5, 0.999};

    private static final double[] MGCA = {2e-3, 0.05, 0.9, 0.999};

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> follows_the_reference_trajectory() {
        return GoldenCases.tests("encoders", "optimizer", AdamTest::verify);
    }

    private static void verify(GoldenCase golden) {
        Tensor parameter = Golden.variable(golden, "initial");
        String kind = golden.json().path("optimizer").asString();
        boolean decoupled = kind.startsWith("adamw");
        double[] defaults = decoupled ? MGCA : GLORIA;
        double rate = told(golden, List.of("lr", "learning_rate"), defaults[0]);
        double decay = told(golden, List.of("weight_decay"), defaults[1]);
        double beta1 = told(
                golden, List.of("beta1"), golden.json().path("betas").path(0).asDouble(defaults[2]));
        double beta2 = told(
                golden, List.of("beta2"), golden.json().path("betas").path(1).asDouble(defaults[3]));
        List<ParameterGroup> groups = List.of(ParameterGroup.of(Map.of("weight", parameter), decay));
        Optimizer optimizer = decoupled ? Adam.adamW(groups, beta1, beta2) : Adam.adam(groups, beta1, beta2);
        double clip = told(golden, List.of("clip_grad_norm", "clip"), Double.POSITIVE_INFINITY);
        Tensor gradients = Golden.tensor(golden, "gradients");
        Tensor trajectory = Golden.tensor(golden, "trajectory");
        for (int step = 0; step < gradients.size(0); step++) {
            optimizer.clearGradients();
            parameter.times(gradients.select(0, step)).sum().backward();
            GradientClipping.clip(List.of(parameter), clip);
            optimizer.step(rate);
            Tensor expected = trajectory.select(0, step);
            double difference = parameter.minus(expected).abs().max().item();
            assertThat(difference).as("step %d", step).isLessThanOrEqualTo(1e-6);
        }
    }

    private static double told(GoldenCase golden, List<String> names, double otherwise) {
        return names.stream()
                .map(golden.json()::path)
                .filter(JsonNode::isNumber)
                .findFirst()
                .map(JsonNode::asDouble)
                .orElse(otherwise);
    }

    @Test
    void a_restored_optimizer_goes_on_to_the_last_bit() {
        Tensor undisturbed = Tensors.ones(3).setRequiresGradient(true);
        Optimizer optimizer = adamW(undisturbed);
        steps(optimizer, undisturbed, 3);
        Map<String, Tensor> saved = new LinkedHashMap<>();
        optimizer.state().forEach((name, tensor) -> saved.put(name, tensor.copy()));
        Tensor resumed = undisturbed.detach().copy().setRequiresGradient(true);
        Optimizer restored = adamW(resumed);

        restored.load(saved);
        steps(optimizer, undisturbed, 3);
        steps(restored, resumed, 3);

        assertThat(resumed.floats()).isEqualTo(undisturbed.floats());
    }

    @Test
    void a_parameter_without_gradient_keeps_still() {
        Tensor parameter = Tensors.ones(2).setRequiresGradient(true);

        adamW(parameter).step(0.1);

        assertThat(parameter.floats()).containsExactly(1, 1);
    }

    @Test
    void state_of_other_parameters_is_refused() {
        Optimizer optimizer = adamW(Tensors.ones(2).setRequiresGradient(true));

        assertThatThrownBy(() -> optimizer.load(Map.of("other.step", Tensors.ones(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weight.exp_avg")
                .hasMessageContaining("other.step");
    }

    private static Optimizer adamW(Tensor parameter) {
        return Adam.adamW(List.of(ParameterGroup.of(Map.of("weight", parameter), 0.01)), 0.9, 0.999);
    }

    private static void steps(Optimizer optimizer, Tensor parameter, int count) {
        for (int i = 0; i < count; i++) {
            optimizer.clearGradients();
            parameter.square().sum().backward();
            optimizer.step(0.01);
        }
    }
}
