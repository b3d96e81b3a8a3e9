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
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class MgcaTest {

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> equals_the_official_losses_assignments_and_gradients() {
        return GoldenCases.tests("vision-language", "mgca", MgcaTest::verify);
    }

    private static void verify(GoldenCase golden) {
        try (TensorScope scope = TensorScope.open()) {
            Mgca objective = objective(golden);
            JsonNode json = golden.json();

            Embeddings instance = batch(golden);
            Tensor loss = objective.instance(instance);
            loss.backward();
            Golden.assertScalar("instance", loss, json.path("expected_ita").asDouble());
            Golden.assertGradient(golden, "grad.ita.img", instance.image());
            Golden.assertGradient(golden, "grad.ita.report", instance.text());

            Embeddings token = batch(golden);
            loss = objective.token(token);
            loss.backward();
            Golden.assertScalar("token", loss, json.path("expected_local").asDouble());
            Golden.assertGradient(golden, "grad.local.patch", token.get(Role.REGIONS));
            Golden.assertGradient(golden, "grad.local.word", token.get(Role.WORDS));

            assertPrototypes(golden, objective, batch(golden));
            Tensor similarities = Retrieval.similarities(instance.image(), instance.text());
            assertThat(100 * Retrieval.recallAt(similarities, 1))
                    .isCloseTo(json.path("expected_top1").asDouble(), within(1e-3));
            assertThat(100 * Retrieval.recallAt(similarities, 5))
                    .isCloseTo(json.path("expected_top5").asDouble(), within(1e-3));
        }
    }

    private static void assertPrototypes(GoldenCase golden, Mgca objective, Embeddings batch) {
        Tensor loss = objective.prototype(batch);
        loss.backward();
        Golden.assertScalar(
                "prototype", loss, golden.json().path("expected_proto").asDouble());
        Golden.assertGradient(golden, "grad.proto.img", batch.image());
        Golden.assertGradient(golden, "grad.proto.report", batch.text());
        Golden.assertGradient(golden, "grad.proto.prototypes", objective.prototypes());
        Tensor columns = objective.prototypes().transpose(0, 1);
        Golden.assertValues(
                golden,
                "assignment.image",
                objective.assign(batch.image().normalized(1).matmul(columns)));
        Golden.assertValues(
                golden,
                "assignment.text",
                objective.assign(batch.text().normalized(1).matmul(columns)));
    }

    private static Mgca objective(GoldenCase golden) {
        JsonNode json = golden.json();
        return new Mgca(
                new Mgca.Settings(
                        json.path("softmax_temperature").asDouble(),
                        json.path("local_temperature").asDouble(),
                        json.path("proto_temperature").asDouble(),
                        json.path("epsilon").asDouble(),
                        json.path("sinkhorn_iterations").asInt()),
                new Mgca.Weights(1, 1, 1),
                new Mgca.Details(true, 1),
                Golden.tensor(golden, "prototypes"));
    }

    private static Embeddings batch(GoldenCase golden) {
        Tensor words = Golden.variable(golden, "word");
        long[] padding = Golden.integers(golden, "pad_count").longs();
        long[] counts = Arrays.stream(padding).map(pad -> words.size(1) - pad).toArray();
        return Embeddings.of(Golden.variable(golden, "img"), Golden.variable(golden, "report"))
                .with(Role.REGIONS, Golden.variable(golden, "patch"))
                .with(Role.WORDS, words)
                .with(Role.WORD_WEIGHTS, Golden.tensor(golden, "word_attention"))
                .with(Role.WORD_COUNT, Tensors.of(counts, counts.length));
    }

    @Test
    void assignments_use_all_prototypes_evenly() {
        Tensor assignment = Sinkhorn.assign(Tensors.normal(60, 5).times(0.1), 0.05, 50);

        assertThat(assignment.sum(1).minus(1).abs().max().item()).isLessThan(1e-4);
        assertThat(assignment.sum(0).minus(12).abs().max().item()).isLessThan(1e-2);
    }

    @Test
    void prototypes_keep_still_in_the_first_epoch_and_move_later() {
        Mgca objective = new Mgca(
                Mgca.Settings.OFFICIAL,
                new Mgca.Weights(1, 1, 1),
                new Mgca.Details(true, 1),
                Mgca.initialPrototypes(3, 4));
        Map<String, Tensor> parameters = objective.parameters();
        Tensor prototypes = parameters.get("prototype_layer.weight");
        Embeddings batch = Embeddings.of(Tensors.normal(5, 4), Tensors.normal(5, 4));

        objective.prototype(batch).backward();
        objective.afterBackward(0);
        assertThat(prototypes.gradient()).isNull();

        objective.prototype(batch).backward();
        objective.afterBackward(1);
        assertThat(prototypes.gradient()).isNotNull();
    }

    @Test
    void weights_are_shares_clipped_to_their_quantiles() {
        Tensor attention = Tensors.of(new float[] {1, 2, 3, 4, 96, 0, 0, 0, 0, 0, 0, 0}, 2, 6);

        float[] shares = TokenAlignment.clippedShares(attention, true).floats();

        // the 10 % and 90 % quantiles of 1, 2, 3, 4, 96 are 1.4 and 59.2
        double sum = 1.4 + 2 + 3 + 4 + 59.2;
        assertThat(shares[0]).isCloseTo((float) (1.4 / sum), within(1e-5f));
        assertThat(shares[4]).isCloseTo((float) (59.2 / sum), within(1e-5f));
        assertThat(shares[5]).as("padding").isZero();
        assertThat(shares).as("a text without words").endsWith(0, 0, 0, 0, 0, 0);
    }
}
