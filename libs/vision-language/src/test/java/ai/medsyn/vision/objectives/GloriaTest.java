package ai.medsyn.vision.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.vision.objectives.Embeddings.Role;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.testing.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class GloriaTest {

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> equals_the_official_losses_attention_and_gradients() {
        return GoldenCases.tests("vision-language", "gloria", GloriaTest::verify);
    }

    private static void verify(GoldenCase golden) {
        try (TensorScope scope = TensorScope.open()) {
            JsonNode json = golden.json();
            Gloria objective = new Gloria(
                    new Gloria.Temperatures(
                            json.path("temp1").asDouble(),
                            json.path("temp2").asDouble(),
                            json.path("temp3").asDouble()),
                    1,
                    1);
            Tensor image = Golden.variable(golden, "image_global");
            Tensor text = Golden.variable(golden, "text_global");
            Tensor maps = Golden.variable(golden, stored(golden, "image_local")); // [B, D, H, W]
            Tensor words = Golden.variable(golden, stored(golden, "words")); // [B, D, W]
            Embeddings batch = Embeddings.of(image, text)
                    .with(Role.REGIONS, maps.flatten(2, 3).transpose(1, 2))
                    .with(Role.WORDS, words.transpose(1, 2))
                    .with(Role.WORD_COUNT, Golden.integers(golden, "lengths"));

            LossTerms loss = objective.loss(batch);
            loss.total().backward();

            Golden.assertScalar("global", loss.terms().get("global"), sum(json.path("expected_global")));
            Golden.assertScalar("local", loss.terms().get("local"), sum(json.path("expected_local")));
            assertGradients(golden, List.of(image, text, maps, words));
            long[] lengths = Golden.integers(golden, "lengths").longs();
            for (int i = 0; i < lengths.length; i++) {
                assertAttention(golden, objective, batch, i, lengths[i]);
            }
        }
    }

    /** Large cases store their inputs as float16. */
    private static String stored(GoldenCase golden, String name) {
        return golden.tensors().has(name) ? name : name + ".f16";
    }

    /** Large cases store the lengths of the local gradients only. */
    private static void assertGradients(GoldenCase golden, List<Tensor> variables) {
        List<String> names = List.of("image_global", "text_global", "image_local", "words");
        if (golden.tensors().has("grad_norms")) {
            double[] expected = golden.doubles("grad_norms");
            assertLength(variables.get(2), expected[0]);
            assertLength(variables.get(3), expected[1]);
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            Golden.assertGradient(golden, "grad." + names.get(i), variables.get(i));
        }
    }

    private static void assertLength(Tensor variable, double expected) {
        double length = variable.gradient().reshape(-1).norm(0).item();
        assertThat(length).isCloseTo(expected, within(1e-4 * expected));
    }

    private static void assertAttention(GoldenCase golden, Gloria objective, Embeddings batch, int pair, long length) {
        if (!golden.tensors().has("attention." + pair)) {
            return; // large cases store no maps
        }
        Tensor words = batch.get(Role.WORDS).select(0, pair).slice(0, 0, length).unsqueeze(0);
        Tensor expected = Golden.tensor(golden, "attention." + pair); // [W, H, W]
        Tensor attention = objective
                .attend(words, batch.get(Role.REGIONS).select(0, pair).unsqueeze(0))
                .attention();
        Golden.assertClose("attention." + pair, attention.squeeze(0).reshape(expected.shape()), expected);
    }

    private static double sum(JsonNode numbers) {
        double sum = 0;
        for (JsonNode number : numbers) {
            sum += number.asDouble();
        }
        return sum;
    }

    @Test
    void word_positions_behind_the_count_do_not_matter() {
        Tensor image = Tensors.normal(2, 4);
        Embeddings batch = Embeddings.of(image, Tensors.normal(2, 4))
                .with(Role.REGIONS, Tensors.normal(2, 9, 4))
                .with(Role.WORD_COUNT, Tensors.of(new long[] {2, 3}, 2));
        Tensor words = Tensors.normal(2, 5, 4);
        Tensor disturbed = words.copy();
        disturbed.slice(1, 3, 5).fillInPlace(7);
        Gloria objective = new Gloria(Gloria.Temperatures.PAPER, 1, 1);

        assertThat(objective.loss(batch.with(Role.WORDS, disturbed)).total().item())
                .isEqualTo(objective.loss(batch.with(Role.WORDS, words)).total().item());
    }
}
