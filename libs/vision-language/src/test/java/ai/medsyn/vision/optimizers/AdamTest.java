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
