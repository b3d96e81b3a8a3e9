package ai.medsyn.vision.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.testing.Golden;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

class BertTest {
    private static final BertConfig TINY = new BertConfig(new BertConfig.Sizes(50, 16, 32, 20, 2), 2, 4, 0.5, 1e-12);

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> equals_the_reference_in_every_layer() {
        return GoldenCases.tests("encoders", "bert", BertTest::verify);
    }

    private static void verify(GoldenCase golden) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            Bert bert = Bert.withPooler(BertConfig.of(golden.json().path("config"), golden.name()));
            bert.load(SafetensorsWeights.read(golden.folder().resolve("weights.safetensors")));
            bert.train(false);
            Tensor mask = Golden.integers(golden, "attention_mask");

            TextFeatures features = bert.encode(new TokenBatch(
                    Golden.integers(golden, "input_ids"), mask, Golden.integers(golden, "token_type_ids"), mask));

            for (int layer = 0; layer < features.hiddenStates().size(); layer++) {
                assertTokens(
                        golden, "hidden_state." + layer, features.hiddenStates().get(layer), mask);
            }
            assertTokens(golden, "last_hidden_state", features.tokens(), mask);
            Golden.assertValues(golden, "pooler_output", bert.pool(features));
            Tensor asking = mask.unsqueeze(1).unsqueeze(3); // rows of padding mean nothing
            Golden.assertClose(
                    "last_attention",
                    features.lastAttention().times(asking),
                    Golden.tensor(golden, "last_attention").times(asking));
        }
    }

    private static void assertTokens(GoldenCase golden, String name, Tensor actual, Tensor mask) {
        Tensor real = mask.unsqueeze(2);
        Golden.assertClose(name, actual.times(real), Golden.tensor(golden, name).times(real));
    }

    @Test
    void padding_changes_nothing() {
        Bert bert = Bert.of(TINY);
        bert.train(false);
        TokenBatch.Text text = TokenBatch.Text.of(new long[] {2, 7, 8, 3}, new boolean[] {false, false, true, false});

        TextFeatures alone = bert.encode(TokenBatch.of(List.of(text), 4));
        TextFeatures padded = bert.encode(TokenBatch.of(List.of(text), 9));

        Golden.assertClose("cls", padded.cls(), alone.cls());
        Tensor mask = Tensors.of(new long[] {1, 1, 1, 1, 0, 0, 0, 0, 0}, 1, 9);
        Golden.assertClose("mean", padded.mean(mask), alone.tokens().mean(1));
    }

    @Test
    void drops_out_while_training_only() {
        Bert bert = Bert.of(TINY);
        TokenBatch batch = TokenBatch.of(List.of(TokenBatch.Text.of(new long[] {2, 7, 3}, new boolean[3])), 3);

        assertThat(bert.encode(batch).cls().floats())
                .isNotEqualTo(bert.encode(batch).cls().floats());
        bert.train(false);
        assertThat(bert.encode(batch).cls().floats())
                .isEqualTo(bert.encode(batch).cls().floats());
    }

    @Test
    void a_text_longer_than_the_positions_is_refused() {
        assertThatThrownBy(() -> Bert.of(TINY)
                        .encode(TokenBatch.of(List.of(TokenBatch.Text.of(new long[21], new boolean[21])), 21)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 20 tokens")
                .hasMessageContaining("found 21");
    }

    @Test
    void a_configuration_of_another_model_is_refused_with_all_reasons() {
        String json =
                "{\"model_type\": \"gpt2\", \"hidden_act\": \"gelu_new\", \"vocab_size\": 9, \"position_embedding_type\": \"relative_key\"}";

        assertThatThrownBy(() -> BertConfig.of(JsonMapper.builder().build().readTree(json), "config.json"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("model_type should be \"bert\", found \"gpt2\"")
                .hasMessageContaining("hidden_act should be \"gelu\"")
                .hasMessageContaining("position_embedding_type should be \"absolute\", found \"relative_key\"")
                .hasMessageContaining("hidden_size should be a positive number");
    }

    @Test
    void mini_lm_has_its_published_size() {
        assertThat(Bert.of(BertConfig.miniLm()).parameterCount()).isEqualTo(22_565_376);
    }
}
