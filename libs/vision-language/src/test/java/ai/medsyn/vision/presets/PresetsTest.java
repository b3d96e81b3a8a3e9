package ai.medsyn.vision.presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.BertConfig;
import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.encoders.VisionTransformer;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.objectives.Embeddings;
import ai.medsyn.vision.objectives.Embeddings.Role;
import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.objectives.MgcaEncoder;
import ai.medsyn.vision.objectives.Objective;
import ai.medsyn.vision.optimizers.Adam;
import ai.medsyn.vision.optimizers.Optimizer;
import ai.medsyn.vision.optimizers.ParameterGroup;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
    private static final BertConfig TINY_BERT =
            new BertConfig(new BertConfig.Sizes(40, 24, 48, 16, 2), 2, 4, 0.0, 1e-12);

    static Stream<Preset> presets() {
        return Presets.all().stream();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void every_preset_learns_to_tell_four_pairs_apart(Preset preset) {
        LibTorch.seed(7, 0);
        DualEncoder model = build(preset, new VisionTransformer(new VisionTransformer.Config(32, 8, 24, 2, 4)));
        Objective objective = preset.method().objective().build(model);
        Map<String, Tensor> parameters = new LinkedHashMap<>(model.parameters());
        objective.parameters().forEach((name, tensor) -> parameters.put("objective." + name, tensor));
        Optimizer optimizer = Adam.adamW(List.of(ParameterGroup.of(parameters, 0)), 0.9, 0.999);
        Tensor images = Tensors.normal(4, 3, 32, 32);

        double first = 0;
        double last = 0;
        for (int step = 0; step < 12; step++) {
            try (TensorScope scope = TensorScope.open()) {
                optimizer.clearGradients();
                LossTerms loss = objective.loss(model.embed(images, texts()));
                loss.total().backward();
                objective.afterBackward(step);
                optimizer.step(2e-3);
                last = loss.total().item();
                first = step == 0 ? last : first;
            }
        }
        assertThat(last).isLessThan(0.9 * first);
    }

    @Test
    void res_net_regions_come_from_the_enlarged_image() {
        Preset preset = Presets.get("gloria", Variant.FAITHFUL);
        try (TensorScope scope = TensorScope.open()) {
            ImageEncoder image = new ResNet(ResNet.Depth.RESNET18);
            DualEncoder model = preset.method()
                    .model()
                    .build(image, Bert.of(TINY_BERT), preset.method().model().upsampledSide(image));

            Embeddings embeddings = model.embed(Tensors.normal(4, 3, 32, 32), texts());

            assertThat(embeddings.get(Role.REGIONS).shape()).containsExactly(4, 19 * 19, 24);
            assertThat(model.embedRegions(Tensors.normal(2, 3, 32, 32)).shape()).containsExactly(2, 19, 19, 24);
        }
    }

    @Test
    void what_grounds_phrases_is_what_the_objective_compares() {
        for (String name : List.of("gloria", "mgca")) {
            DualEncoder model = build(Presets.get(name, Variant.FAITHFUL), tinyViT());
            model.train(false);
            try (TensorScope scope = TensorScope.open()) {
                Tensor images = Tensors.normal(4, 3, 32, 32);
                Embeddings embeddings = model.embed(images, texts());
                Tensor local = model.localVectors(images);
                Tensor regions = embeddings.get(Role.REGIONS); // [B, R, D]
                assertThat(local.reshape(regions.shape()).floats()).containsExactly(regions.floats(), within(1e-5f));
                long[] shape = local.shape();
                float[] lengths = model.embedRegions(images)
                        .reshape(-1, shape[3])
                        .square()
                        .sum(1)
                        .floats();
                assertThat(lengths[0]).isCloseTo(1, within(1e-5f));
            }
        }
    }

    @Test
    void words_leave_out_what_marks_begin_and_end() {
        // the text is [CLS] a ##b c [SEP]: two words
        TokenBatch one = TokenBatch.of(
                List.of(TokenBatch.Text.of(
                        new long[] {1, 5, 6, 7, 2}, new boolean[] {false, false, true, false, false})),
                5);
        Tensor images = Tensors.normal(1, 3, 32, 32);
        for (String name : List.of("gloria", "mgca")) {
            DualEncoder model = build(Presets.get(name, Variant.FAITHFUL), tinyViT());
            model.train(false);
            Tensor words = model.embed(images, one).get(Role.WORDS).select(0, 0);
            int first = name.equals("gloria") ? 1 : 0;
            assertThat(model.wordVectors(one).floats())
                    .containsExactly(words.slice(0, first, first + 2).floats(), within(1e-5f));
        }
        DualEncoder convirt = build(Presets.get("convirt-edreis", Variant.CORRECTED), tinyViT());
        convirt.train(false);
        assertThat(convirt.wordVectors(one).normalized(1).floats())
                .containsExactly(convirt.embedTexts(one).floats(), within(1e-6f));
        assertThat(convirt.localVectors(images).rank()).isEqualTo(4);
    }

    @Test
    void convirt_pytorch_leaves_the_text_side_alone_and_its_correction_trains_the_head() {
        DualEncoder faithful = build(Presets.get("convirt-edreis", Variant.FAITHFUL), tinyViT());
        DualEncoder corrected = build(Presets.get("convirt-edreis", Variant.CORRECTED), tinyViT());

        assertThat(trained(faithful)).noneMatch(name -> name.startsWith("text"));
        assertThat(trained(corrected))
                .contains(
                        "text_head.0.weight",
                        "text.embeddings.word_embeddings.weight",
                        "text.encoder.layer.1.output.dense.bias")
                .doesNotContain("text.encoder.layer.0.output.dense.bias");
    }

    @Test
    void faithful_mgca_weighs_words_by_the_attention_of_the_next_token() {
        LibTorch.seed(3, 0);
        DualEncoder faithful = build(Presets.get("mgca", Variant.FAITHFUL), tinyViT());
        DualEncoder corrected = build(Presets.get("mgca", Variant.CORRECTED), tinyViT());
        corrected.load(faithful.state());
        corrected.train(false);
        faithful.train(false);
        Tensor images = Tensors.normal(4, 3, 32, 32);

        float[] next = faithful.embed(images, texts()).get(Role.WORD_WEIGHTS).floats();
        float[] own = corrected.embed(images, texts()).get(Role.WORD_WEIGHTS).floats();

        // the first text is [CLS] a ##b c [SEP]: words are ab (tokens 1, 2), c (3), [SEP] (4)
        float[] attention = faithful.textEncoder()
                .encode(texts())
                .clsAttention()
                .select(0, 0)
                .floats();
        assertThat(own).startsWith(new float[] {attention[1] + attention[2], attention[3], attention[4]});
        assertThat(next).startsWith(new float[] {attention[2] + attention[3], attention[4], 0});
        assertThat(faithful).isInstanceOf(MgcaEncoder.class);
    }

    @Test
    void an_unknown_preset_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> Presets.get("gloria", Variant.CORRECTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("convirt-edreis FAITHFUL")
                .hasMessageContaining("found \"gloria\" CORRECTED");
    }

    private static Stream<String> trained(DualEncoder model) {
        return model.parameters().entrySet().stream()
                .filter(each -> each.getValue().requiresGradient())
                .map(Map.Entry::getKey);
    }

    private static ImageEncoder tinyViT() {
        return new VisionTransformer(new VisionTransformer.Config(32, 8, 24, 1, 4));
    }

    private static DualEncoder build(Preset preset, ImageEncoder image) {
        return preset.method().model().build(image, Bert.of(TINY_BERT), 0);
    }

    private static TokenBatch texts() {
        return TokenBatch.of(
                List.of(
                        TokenBatch.Text.of(
                                new long[] {2, 5, 6, 7, 3}, new boolean[] {false, false, true, false, false}),
                        TokenBatch.Text.of(new long[] {2, 8, 9, 3}, new boolean[4]),
                        TokenBatch.Text.of(new long[] {2, 10, 11, 12, 3}, new boolean[5]),
                        TokenBatch.Text.of(new long[] {2, 20, 21, 3}, new boolean[4])),
                8);
    }
}
