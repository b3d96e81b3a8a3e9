package ai.medsyn.vision.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchArchiveTest {
    private static final Path FILES = Path.of("src/test/resources/weights");

    @TempDir
    Path folder;

    @Test
    void a_state_dict_gives_parameters_views_and_counters() throws IOException {
        Map<String, Tensor> weights = Weights.read(FILES.resolve("state-dict.pt"));

        assertThat(weights.keySet())
                .containsExactly("layer.weight", "layer.weight_transposed", "layer.row", "half", "num_batches_tracked");
        assertThat(weights.get("layer.weight").shape()).containsExactly(2, 3);
        assertThat(weights.get("layer.weight").floats()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(weights.get("layer.weight_transposed").floats()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(weights.get("layer.row").floats()).containsExactly(4, 5, 6);
        assertThat(weights.get("half").dtype()).isEqualTo(DType.FLOAT16);
        assertThat(weights.get("half").floats()).containsExactly(0.5f, -2, 65504);
        assertThat(weights.get("num_batches_tracked").shape()).isEmpty();
        assertThat(weights.get("num_batches_tracked").item()).isEqualTo(41);
    }

    @Test
    void a_checkpoint_gives_the_tensors_among_its_other_values() throws IOException {
        assertThat(Weights.read(FILES.resolve("checkpoint.pt")))
                .hasSize(5)
                .containsKeys("state_dict.layer.weight", "state_dict.num_batches_tracked");
    }

    @Test
    void a_torch_script_archive_gives_the_parameters_of_its_modules() throws IOException {
        JitModule outer = new JitModule(new QualifiedName("__torch__.Outer"));
        JitModule inner = new JitModule(new QualifiedName("__torch__.Inner"));
        inner.register_parameter(
                "weight", Tensors.of(new float[] {1, 2, 3, 4}, 2, 2).toNative(), false);
        inner.register_buffer("running_mean", Tensors.of(new float[] {5}, 1).toNative());
        outer.register_module("layer", inner);
        Path file = folder.resolve("script.pt");
        outer.save(file.toString());

        Map<String, Tensor> weights = Weights.read(file);

        assertThat(weights).containsOnlyKeys("layer.weight", "layer.running_mean");
        assertThat(weights.get("layer.weight").floats()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_pickle_that_wants_to_run_code_is_refused() {
        assertThatThrownBy(() -> Weights.read(FILES.resolve("code.pt")))
                .isInstanceOf(WeightsFormatException.class)
                .hasMessageContaining("wants to call posix.system")
                .hasMessageContaining("safetensors");
    }

    @Test
    void an_archive_without_its_storage_is_refused() throws IOException {
        byte[] pickle = pickleOf("state-dict.pt");
        Path file = archive(pickle);

        assertThatThrownBy(() -> Weights.read(file))
                .isInstanceOf(WeightsFormatException.class)
                .hasMessageContaining("24 bytes as data/0")
                .hasMessageContaining("nothing");
    }

    @Test
    void a_compressed_storage_is_refused() throws IOException {
        Path file = folder.resolve("bomb.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickleOf("state-dict.pt"));
            zip.putNextEntry(new ZipEntry("archive/data/0"));
            zip.write(new byte[24]);
        }

        assertThatThrownBy(() -> Weights.read(file))
                .isInstanceOf(WeightsFormatException.class)
                .hasMessageContaining("data/0 uncompressed");
    }

    @Test
    void a_list_that_holds_itself_is_refused() throws IOException {
        // ] q0 h0 a .: an empty list, remembered, appended to itself
        Path file = archive(new byte[] {(byte) 0x80, 2, ']', 'q', 0, 'h', 0, 'a', '.'});

        assertThatThrownBy(() -> Weights.read(file))
                .isInstanceOf(WeightsFormatException.class)
                .hasMessageContaining("nest at most");
    }

    @Test
    void damaged_pickles_end_in_an_error_and_nothing_else() throws IOException {
        byte[] pickle = pickleOf("checkpoint.pt");
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = pickle.clone();
            for (int hits = 0; hits < 3; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path file = archive(damaged);
            assertThatThrownBy(() -> Weights.read(file)).isInstanceOf(WeightsFormatException.class);
        }
    }

    @Test
    void something_else_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("weights.bin"), "no weights");

        assertThatThrownBy(() -> Weights.read(file))
                .isInstanceOf(WeightsFormatException.class)
                .hasMessageContaining("should be safetensors, ONNX or an archive");
    }

    private static byte[] pickleOf(String name) throws IOException {
        try (ZipFile zip = new ZipFile(FILES.resolve(name).toFile())) {
            return zip.getInputStream(zip.getEntry("archive/data.pkl")).readAllBytes();
        }
    }

    /** An archive that holds a pickle and no storages. */
    private Path archive(byte[] pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle);
        }
        return Files.write(folder.resolve("archive.pt"), bytes.toByteArray());
    }
}
