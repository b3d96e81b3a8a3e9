package ai.medsyn.vision.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.BertConfig;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.layers.WeightMismatchException;
import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.training.TextModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightsTest {
    private static final BertConfig TINY = new BertConfig(new BertConfig.Sizes(9, 8, 16, 6, 2), 2, 2, 0.1, 1e-12);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DType.class)
    void safetensors_keep_every_element_type(DType type) throws IOException {
        Tensor tensor = Tensors.of(new float[] {0, 1, 1, 0, 1, 0}, 2, 3).to(type);
        Path file = folder.resolve("t.safetensors");

        SafetensorsWeights.write(file, Map.of("t", tensor), Map.of());
        Tensor read = Weights.read(file).get("t");

        assertThat(read.dtype()).isEqualTo(type);
        assertThat(read.shape()).containsExactly(2, 3);
        assertThat(read.floats()).isEqualTo(tensor.floats());
    }

    @Test
    void a_folder_with_sharded_safetensors_reads_as_one() throws IOException {
        SafetensorsWeights.write(folder.resolve("model-1.safetensors"), Map.of("a", Tensors.ones(2)), Map.of());
        SafetensorsWeights.write(folder.resolve("model-2.safetensors"), Map.of("b", Tensors.zeros(3)), Map.of());
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\": {\"a\": \"model-1.safetensors\", \"b\": \"model-2.safetensors\"}}");

        Map<String, Tensor> weights = Weights.read(folder);

        assertThat(weights.get("a").floats()).containsExactly(1, 1);
        assertThat(weights.get("b").floats()).containsExactly(0, 0, 0);
    }

    @Test
    void an_index_that_points_outside_its_folder_is_refused() throws IOException {
        Path index = Files.writeString(
                folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {\"a\": \"../secret.safetensors\"}}");

        assertThatThrownBy(() -> Weights.read(index))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("files beside itself");
    }

    @Test
    void a_shard_without_a_promised_tensor_is_refused() throws IOException {
        SafetensorsWeights.write(folder.resolve("m.safetensors"), Map.of("a", Tensors.ones(2)), Map.of());
        Path index = Files.writeString(
                folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {\"b\": \"m.safetensors\"}}");

        assertThatThrownBy(() -> Weights.read(index)).hasMessageContaining("m.safetensors should hold \"b\"");
    }

    @Test
    void a_language_model_of_the_old_names_fits_a_shorter_bert() {
        Map<String, Tensor> checkpoint = new LinkedHashMap<>();
        Bert.withPooler(TINY)
                .state()
                .forEach((name, tensor) -> checkpoint.put(
                        "bert."
                                + name.replace("LayerNorm.weight", "LayerNorm.gamma")
                                        .replace("LayerNorm.bias", "LayerNorm.beta"),
                        tensor));
        checkpoint.put("bert.embeddings.position_ids", Tensors.range(6));
        checkpoint.put("cls.predictions.bias", Tensors.zeros(9));
        Bert shorter = Bert.of(TINY.withLayers(1));

        shorter.load(WeightNames.bert(checkpoint, 1, false));

        assertThat(shorter.state()
                        .get("encoder.layer.0.output.LayerNorm.weight")
                        .floats())
                .isEqualTo(checkpoint
                        .get("bert.encoder.layer.0.output.LayerNorm.gamma")
                        .floats());
    }

    @Test
    void a_method_keeps_the_first_layers_of_a_stored_bert() throws IOException {
        BertConfig deep = TINY.withLayers(3);
        Map<String, Tensor> checkpoint = new LinkedHashMap<>();
        Bert.withPooler(deep).state().forEach((name, tensor) -> checkpoint.put("bert." + name, tensor));
        SafetensorsWeights.write(folder.resolve("model.safetensors"), checkpoint, Map.of());
        Files.writeString(folder.resolve("config.json"), deep.toJson());
        TextModel stored = new TextModel.Stored(folder);

        assertThat(stored.build(true, 0).config()).isEqualTo(deep);
        Bert shorter = stored.build(false, 2);

        assertThat(shorter.config()).isEqualTo(deep.withLayers(2).withoutDropout());
        assertThat(shorter.state().get("encoder.layer.1.output.dense.bias").floats())
                .isEqualTo(
                        checkpoint.get("bert.encoder.layer.1.output.dense.bias").floats());
    }

    @Test
    void a_wrapped_res_net_with_classes_fits_the_encoder() {
        ResNet source = new ResNet(ResNet.Depth.RESNET18);
        Map<String, Tensor> checkpoint = new LinkedHashMap<>();
        source.state().forEach((name, tensor) -> checkpoint.put("state_dict.module." + name, tensor));
        checkpoint.put("state_dict.module.fc.weight", Tensors.zeros(7, 512));
        checkpoint.put("optimizer.state.0.step", Tensors.zeros(1));
        ResNet target = new ResNet(ResNet.Depth.RESNET18);

        target.load(WeightNames.resNet(checkpoint));

        assertThat(target.state().get("layer4.1.conv2.weight").floats())
                .isEqualTo(source.state().get("layer4.1.conv2.weight").floats());
    }

    @Test
    void weights_of_another_network_are_refused_with_every_mismatch_and_nothing_changes() {
        Bert bert = Bert.of(TINY);
        Map<String, Tensor> wrong = new LinkedHashMap<>(bert.state());
        wrong.remove("embeddings.LayerNorm.bias");
        wrong.put("encoder.layer.0.output.dense.bias", Tensors.ones(5));
        wrong.put("encoder.layer.1.output.dense.bias", Tensors.ones(8));
        wrong.put("encoder.layer.9.output.dense.bias", Tensors.ones(8));

        assertThatThrownBy(() -> bert.load(wrong)).isInstanceOfSatisfying(WeightMismatchException.class, mismatch -> {
            assertThat(mismatch.missing()).containsExactly("embeddings.LayerNorm.bias");
            assertThat(mismatch.unexpected()).containsExactly("encoder.layer.9.output.dense.bias");
            assertThat(mismatch.misshapen())
                    .containsExactly("encoder.layer.0.output.dense.bias: expected [8], found [5]");
        });
        assertThat(bert.state().get("encoder.layer.1.output.dense.bias").floats())
                .isNotEqualTo(new float[] {1, 1, 1, 1, 1, 1, 1, 1});
    }
}
