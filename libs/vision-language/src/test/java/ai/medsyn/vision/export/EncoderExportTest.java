package ai.medsyn.vision.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.BertConfig;
import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.encoders.VisionTransformer;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.presets.Preset;
import ai.medsyn.vision.presets.Presets;
import ai.medsyn.vision.presets.Variant;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.weights.Weights;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderExportTest {
    private static final BertConfig TINY_BERT =
            new BertConfig(new BertConfig.Sizes(40, 24, 48, 16, 2), 5, 4, 0.1, 1e-12);
    private static final ModelCard CARD =
            new ModelCard("test", "preset", Map.of("synthetic-1", "abc"), Map.of("seed", "1"), Map.of("recall@1", 0.5));

    private static final EncoderInput INPUT = new EncoderInput(
            "resnet-18",
            new EncoderInput.Images(36, true, 32, List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25)),
            new EncoderInput.Texts("{}".getBytes(StandardCharsets.UTF_8), 12));

    @TempDir
    Path folder;

    static Stream<Preset> presets() {
        return Presets.all().stream().filter(preset -> preset.id().variant() == Variant.FAITHFUL);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void transformers_of_every_method_run_in_onnx_runtime_as_in_lib_torch(Preset preset) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            DualEncoder model = lived(preset, new VisionTransformer(new VisionTransformer.Config(32, 8, 24, 2, 4)), 0);

            ExportReport report = EncoderExport.write(model, INPUT, folder, CARD);

            assertThat(report.imageDifference()).isLessThan(1e-5);
            assertThat(report.textDifference()).isLessThan(1e-5);
        }
    }

    @Test
    void a_res_net_behind_an_enlargement_runs_as_in_lib_torch_and_its_files_load_again() throws Exception {
        try (TensorScope scope = TensorScope.open()) {
            DualEncoder model = lived(Presets.get("gloria", Variant.FAITHFUL), new ResNet(ResNet.Depth.RESNET18), 96);

            ExportReport report = EncoderExport.write(model, INPUT, folder, CARD);

            assertThat(report.imageDifference()).isLessThan(1e-4);
            assertThat(report.files())
                    .allSatisfy(file -> assertThat(folder.resolve(file)).isNotEmptyFile());
            ResNet image = new ResNet(ResNet.Depth.RESNET18);
            image.load(Weights.read(folder.resolve("image_encoder")));
            Bert text = Bert.of(BertConfig.read(folder.resolve("text_encoder/config.json")));
            text.load(Weights.read(folder.resolve("text_encoder")));
            assertThat(text.config()).isEqualTo(TINY_BERT);
            try (OrtSession session = OrtEnvironment.getEnvironment()
                    .createSession(folder.resolve("image_encoder.onnx").toString())) {
                assertThat(session.getMetadata().getCustomMetadata())
                        .containsEntry("largest_difference_to_libtorch", Double.toString(report.imageDifference()));
                assertThat(((TensorInfo)
                                        session.getOutputInfo().get("embedding").getInfo())
                                .getShape())
                        .containsExactly(-1, model.embeddingSize());
            }
            assertThat(Files.readString(folder.resolve("preprocessor_config.json")))
                    .containsIgnoringWhitespaces(
                            "\"longest_edge\": 36", "\"do_center_crop\": true", "\"image_std\": [0.25, 0.25, 0.25]");
            assertThat(Files.readString(folder.resolve("tokenizer_config.json")))
                    .containsIgnoringWhitespaces("\"model_max_length\": 12");
            assertThat(Files.readString(folder.resolve("README.md")))
                    .contains(
                            "| synthetic-1 | abc |",
                            "| recall@1 | 0.5000 |",
                            "resnet-18",
                            "`regions`",
                            "not for diagnosis");
        }
    }

    @Test
    @Tag("long")
    void a_res_net_50_at_its_official_size_runs_as_in_lib_torch() throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            DualEncoder model = lived(Presets.get("mgca", Variant.CORRECTED), new ResNet(ResNet.Depth.RESNET50), 299);

            assertThat(EncoderExport.write(model, INPUT, folder, CARD).imageDifference())
                    .isLessThan(1e-3);
        }
    }

    @Test
    void a_model_with_broken_weights_is_not_exported() {
        try (TensorScope scope = TensorScope.open();
                NoGradient off = NoGradient.on()) {
            DualEncoder model = lived(
                    Presets.get("convirt-mgca", Variant.FAITHFUL),
                    new VisionTransformer(new VisionTransformer.Config(32, 8, 24, 1, 4)),
                    0);
            model.parameters().get("image.norm.weight").fillInPlace(Double.NaN);

            assertThatThrownBy(() -> EncoderExport.write(model, INPUT, folder, CARD))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("should agree");
            assertThat(folder.resolve("image_encoder.onnx")).doesNotExist();
        }
    }

    /** A model whose batch statistics are not those of a fresh one. */
    private static DualEncoder lived(Preset preset, ImageEncoder image, int side) {
        LibTorch.seed(11, 0);
        DualEncoder model = preset.method().model().build(image, Bert.of(TINY_BERT), side);
        try (NoGradient off = NoGradient.on()) {
            model.state().forEach((name, tensor) -> {
                if (name.endsWith("running_mean")) {
                    tensor.copyInPlace(Tensors.normal(tensor.shape()).times(0.1));
                } else if (name.endsWith("running_var")) {
                    tensor.copyInPlace(Tensors.uniform(0.5, 2, tensor.shape()));
                } else if (name.endsWith("norm.weight") || name.contains("bn") && name.endsWith("weight")) {
                    tensor.copyInPlace(Tensors.uniform(0.8, 1.2, tensor.shape()));
                }
            });
        }
        return model;
    }
}
