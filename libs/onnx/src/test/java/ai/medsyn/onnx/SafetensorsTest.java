package ai.medsyn.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_read_with_its_names_shapes_and_notes() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("layer.weight", StoredTensor.of(new float[] {1, -2.5f, 3, 4, 5, Float.MIN_VALUE}, 2, 3));
        tensors.put("steps", StoredTensor.of(new long[] {1L << 60}));
        Safetensors.write(file, tensors, Map.of("format", "pt"));

        Safetensors read = Safetensors.open(file);

        assertThat(read.names()).containsExactly("layer.weight", "steps");
        assertThat(read.metadata()).containsEntry("format", "pt");
        assertThat(read.shape("layer.weight")).containsExactly(2L, 3L);
        assertThat(read.get("layer.weight").floats()).containsExactly(1, -2.5f, 3, 4, 5, Float.MIN_VALUE);
        assertThat(read.get("steps").shape()).isEmpty();
        assertThat(read.get("steps").longs()).containsExactly(1L << 60);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x3C00,1",
        "0xC000,-2",
        "0x7BFF,65504",
        "0x0001,5.9604645E-8",
        "0x8000,-0.0",
        "0x7C00,Infinity",
        "0x3555,0.33325195"
    })
    void half_precision_is_read_exactly(String bits, float value) {
        ByteBuffer data = ByteBuffer.allocate(2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (int) Integer.decode(bits))
                .flip();
        assertThat(new StoredTensor(ElementType.F16, List.of(1L), data).floats())
                .containsExactly(value);
    }

    @Test
    void bfloat16_is_read_exactly() {
        ByteBuffer data = ByteBuffer.allocate(2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0xC049)
                .flip();
        assertThat(new StoredTensor(ElementType.BF16, List.of(1L), data).floats())
                .containsExactly(-3.140625f);
    }

    @ParameterizedTest
    @CsvSource({
        "F8_E4M3,0x38,1",
        "F8_E4M3,0xC5,-3.25",
        "F8_E4M3,0x7E,448",
        "F8_E4M3,0x01,0.001953125",
        "F8_E4M3,0x80,-0.0",
        "F8_E4M3,0x7F,NaN",
        "F8_E5M2,0x3C,1",
        "F8_E5M2,0xC1,-2.5",
        "F8_E5M2,0x7B,57344",
        "F8_E5M2,0x01,1.52587890625E-5",
        "F8_E5M2,0xFC,-Infinity",
        "F8_E8M0,0x7F,1",
        "F8_E8M0,0x82,8",
        "F8_E8M0,0xFF,NaN"
    })
    void floats_of_eight_bits_are_read_exactly(ElementType element, String bits, float value) {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {(byte) (int) Integer.decode(bits)});
        assertThat(new StoredTensor(element, List.of(1L), data).floats()).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"a\":",
                "{\"a\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[4,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}"
            })
    void a_header_that_does_not_fit_its_data_is_refused(String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        Path file = Files.write(
                folder.resolve("broken.safetensors"),
                bytes.putLong(json.length).put(json).array());

        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("broken.safetensors is not a whole safetensors file: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 20})
    void a_truncated_file_is_refused(int length) throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        Safetensors.write(whole, Map.of("a", StoredTensor.of(new float[] {1, 2}, 2)), Map.of());
        Path cut = Files.write(
                folder.resolve("cut.safetensors"), java.util.Arrays.copyOf(Files.readAllBytes(whole), length));

        assertThatThrownBy(() -> Safetensors.open(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void asking_for_a_tensor_that_is_not_there_lists_what_is() throws IOException {
        Path file = folder.resolve("one.safetensors");
        Safetensors.write(file, Map.of("a", StoredTensor.of(new float[] {1}, 1)), Map.of());
        Safetensors read = Safetensors.open(file);

        assertThatThrownBy(() -> read.get("b")).hasMessage("one.safetensors has no tensor \"b\"; it has [a]");
    }
}
