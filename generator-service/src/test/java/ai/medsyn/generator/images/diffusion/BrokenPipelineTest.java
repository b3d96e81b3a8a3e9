package ai.medsyn.generator.images.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.onnx.InvalidModelException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that are not what they should be: each is refused with a reason that a user can act on, and none reaches native code unseen. */
class BrokenPipelineTest {

    @TempDir
    Path folder;

    private Path directory;

    @BeforeEach
    void copy() throws IOException {
        directory = folder.resolve("pipeline");
        TinyPipeline.copy("tiny-sd2-external", directory);
    }

    @Test
    void the_whole_directory_passes_and_shows_what_it_came_to() {
        Map<String, Object> resolved = inspection().inspect(directory, Map.of());
        assertThat(resolved)
                .containsEntry("scheduler", "ddim")
                .containsEntry("predictionType", "v_prediction")
                .containsEntry("padToken", "!")
                .containsEntry("nativeSize", 64)
                .containsEntry("multipleOf", 32)
                .containsEntry("tokenLimit", 77)
                .containsEntry("device", "cpu");
        assertThat(resolved).containsKey("dryRun");
    }

    @Test
    void keys_of_the_registration_replace_those_of_the_scheduler_file() {
        Map<String, Object> keys = Map.of("prediction_type", "epsilon", "timestep_spacing", "trailing");
        assertThat(inspection().inspect(directory, Map.of("scheduler", keys)))
                .containsEntry("predictionType", "epsilon")
                .extractingByKey("schedulerConfig", InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("timestep_spacing", "trailing");
        assertThatThrownBy(() -> inspection().inspect(directory, Map.of("scheduler", "ddim")))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("parameters.scheduler: an object")
                .hasMessageContaining("found ddim");
    }

    @Test
    void a_network_that_overflows_in_the_dry_run_is_refused() throws IOException {
        directory = folder.resolve("half");
        TinyPipeline.copyOverflowing(directory);
        assertRefused()
                .hasMessageContaining("a dry run of one step")
                .hasMessageContaining("the U-Net gave NaN or infinity at call 1")
                .hasMessageContaining("export the U-Net in float32");
    }

    @Test
    void a_truncated_network_is_refused() throws IOException {
        truncate("unet/model.onnx", 0.5);
        assertRefused().hasMessageContaining("unet/model.onnx").hasMessageContaining("a whole ONNX model was expected");
        Files.write(directory.resolve("unet/model.onnx"), new byte[0]);
        assertRefused().hasMessageContaining("unet/model.onnx");
        Files.writeString(
                directory.resolve("unet/model.onnx"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        assertRefused().hasMessageContaining("unet/model.onnx");
    }

    @Test
    void a_network_cut_anywhere_is_refused() throws IOException {
        for (String network : List.of("text_encoder", "unet", "vae_decoder")) {
            Path file = directory.resolve(network + "/model.onnx");
            byte[] whole = Files.readAllBytes(file);
            for (int part = 1; part < 12; part++) {
                Files.write(file, Arrays.copyOf(whole, whole.length * part / 12));
                assertRefused().hasMessageContaining(network + "/model.onnx");
            }
            Files.write(file, whole);
        }
    }

    @Test
    void a_network_with_damaged_bytes_is_refused_or_runs() throws IOException {
        Path file = directory.resolve("vae_decoder/model.onnx");
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(3);
        int refused = 0;
        for (int round = 0; round < 40; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 20; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                inspection().inspect(directory, Map.of());
            } catch (InvalidModelException damage) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void missing_external_data_is_named_with_its_size() throws IOException {
        Files.delete(directory.resolve("unet/model.onnx_data"));
        assertRefused()
                .hasMessageContaining("external data model.onnx_data of ")
                .hasMessageContaining("found none");
    }

    @Test
    void external_data_of_the_wrong_size_is_refused() throws IOException {
        truncate("unet/model.onnx_data", 0.9);
        assertRefused()
                .hasMessageContaining("external data model.onnx_data of ")
                .hasMessageContaining(" bytes was expected");
    }

    @Test
    void external_data_from_elsewhere_is_refused() throws IOException {
        Path file = directory.resolve("unet/model.onnx");
        Files.write(file, OnnxEdits.withText(Files.readAllBytes(file), "model.onnx_data", "../../../x_data"));
        Files.delete(directory.resolve("unet/model.onnx_data"));
        assertRefused()
                .hasMessageContaining("external data must lie beside the model, found the location ../../../x_data");
    }

    @Test
    void external_data_beyond_2_gb_is_measured_without_being_read() throws IOException {
        try (RandomAccessFile data =
                new RandomAccessFile(directory.resolve("unet/model.onnx_data").toFile(), "rw")) {
            data.setLength(3L << 30); // sparse: takes no room
        }
        assertRefused().hasMessageContaining("found 3221225472 bytes");
    }

    @Test
    void operators_that_nobody_has_are_named() throws IOException {
        // NodeProto.op_type and, right after it in this file's nodes, no domain: a custom one is added to the first
        // Conv.
        Path file = directory.resolve("vae_decoder/model.onnx");
        Files.write(file, OnnxEdits.withNode(Files.readAllBytes(file), "Sparkle", "com.example"));
        assertRefused()
                .hasMessageContaining("vae_decoder/model.onnx")
                .hasMessageContaining("operator com.example:Sparkle is not part of ONNX Runtime");
    }

    @Test
    void an_operator_set_from_the_future_is_refused() throws IOException {
        Path file = directory.resolve("vae_decoder/model.onnx");
        Files.write(file, OnnxEdits.withOpset(Files.readAllBytes(file), 99));
        assertRefused().hasMessageContaining("vae_decoder/model.onnx").hasMessageContaining("ONNX Runtime");
    }

    @Test
    void tokenizer_files_that_disagree_are_refused() throws IOException {
        Path merges = directory.resolve("tokenizer/merges.txt");
        Files.writeString(merges, Files.readString(merges) + "zz qq\n");
        assertRefused().hasMessageContaining("vocabulary and merges disagree");
    }

    @Test
    void a_vocabulary_larger_than_the_text_encoder_is_refused() throws IOException {
        replace("tokenizer/vocab.json", "{", "{\"zz</w>\": 49999, ");
        assertRefused()
                .hasMessageContaining("tokenizer and text_encoder disagree")
                .hasMessageContaining("49999");
    }

    @Test
    void an_unknown_scheduler_and_impossible_keys_are_named() throws IOException {
        replace("scheduler/scheduler_config.json", "DDIMScheduler", "HeunDiscreteScheduler");
        assertRefused()
                .hasMessageContaining("scheduler/scheduler_config.json")
                .hasMessageContaining("HeunDiscreteScheduler");
        replace("scheduler/scheduler_config.json", "HeunDiscreteScheduler", "DDIMScheduler");
        replace("scheduler/scheduler_config.json", "\"v_prediction\"", "\"w_prediction\"");
        replace("scheduler/scheduler_config.json", "\"thresholding\": false", "\"thresholding\": true");
        assertRefused().hasMessageContaining("w_prediction").hasMessageContaining("thresholding");
    }

    @Test
    void missing_and_surplus_files_are_all_named() throws IOException {
        Files.delete(directory.resolve("vae_decoder/model.onnx"));
        Files.delete(directory.resolve("scheduler/scheduler_config.json"));
        assertRefused().hasMessageContaining("vae_decoder/model.onnx").hasMessageContaining("scheduler_config.json");
    }

    @Test
    void files_without_a_meaning_are_named() throws IOException {
        Files.writeString(directory.resolve("unet/diffusion_pytorch_model.safetensors"), "x");
        Files.createDirectory(directory.resolve("text_encoder_2"));
        assertRefused()
                .hasMessageContaining("unet/diffusion_pytorch_model.safetensors")
                .hasMessageContaining("text_encoder_2/");
    }

    @Test
    void other_pipelines_are_refused() throws IOException {
        replace("model_index.json", "ORTStableDiffusionPipeline", "ORTStableDiffusionXLPipeline");
        assertRefused().hasMessageContaining("ORTStableDiffusionXLPipeline");
        Files.writeString(directory.resolve("model_index.json"), "{");
        assertRefused().hasMessageContaining("model_index.json: JSON was expected");
    }

    private AbstractThrowableAssert<?, ?> assertRefused() {
        return assertThatThrownBy(() -> inspection().inspect(directory, Map.of()))
                .isInstanceOf(InvalidModelException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(directory.toString()));
    }

    private static DiffusionInspection inspection() {
        return new DiffusionInspection(new DiffusionSettings(
                0,
                0,
                Duration.ZERO,
                1 << 22,
                true,
                96,
                null,
                1,
                3,
                null,
                new DiffusionSettings.Gpu("cpu", 0, false, null, "kSameAsRequested", "HEURISTIC", false, false, null)));
    }

    private void truncate(String name, double fraction) throws IOException {
        Path file = directory.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * fraction)));
    }

    private void replace(String name, String from, String to) throws IOException {
        Path file = directory.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
    }
}
