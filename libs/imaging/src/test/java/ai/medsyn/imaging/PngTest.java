package ai.medsyn.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {

    private static final long LIMIT = 4096L * 4096;

    @ParameterizedTest
    @CsvSource({"1,1", "1,7", "17,3", "256,256", "513,301"})
    void an_8_bit_image_comes_back_pixel_for_pixel(int width, int height) {
        GrayImage image = Images.film(width, height, 7);

        DecodedImage decoded = ImageDecoder.decode(PngEncoder.encode(image, Map.of()), LIMIT);

        assertThat(decoded.format()).isEqualTo("png");
        assertThat(decoded.channelSpread()).isZero();
        assertThat(decoded.gray().width()).isEqualTo(width);
        assertThat(decoded.gray().pixels()).isEqualTo(image.pixels());
    }

    @Test
    void a_16_bit_image_comes_back_value_for_value() {
        short[] values = new short[300 * 200];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (i % 300 < 150 ? 0b101 : random.nextInt(1 << 16));
        }
        byte[] png = PngEncoder.encode(new Gray16Image(300, 200, values), Map.of());

        assertThat(ImageDecoder.decodeGray16(png, LIMIT).pixels()).isEqualTo(values);
        assertThat(ImageDecoder.decode(png, LIMIT).gray().at(200, 9)).isEqualTo((values[9 * 300 + 200] & 0xFFFF) >> 8);
    }

    @Test
    void the_jdk_reads_what_the_encoder_writes() throws IOException {
        GrayImage image = Images.film(64, 48, 1);

        var read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(image, Map.of("prompt", "No effusion."))));

        assertThat(read.getRaster().getSample(10, 20, 0)).isEqualTo(image.at(10, 20));
    }

    @Test
    void a_colour_image_comes_back_pixel_for_pixel() throws IOException {
        RgbImage image = RgbImage.filled(37, 21, 30);
        image.draw(Images.film(16, 16, 2), 4, 3);
        image.set(36, 20, 0x00E5FF);

        var read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(image, Map.of())));

        assertThat(read.getRGB(36, 20)).isEqualTo(0xFF00E5FF);
        assertThat(read.getRGB(0, 0)).isEqualTo(0xFF1E1E1E);
        assertThat(read.getRGB(9, 8) & 0xFF).isEqualTo(Images.film(16, 16, 2).at(5, 5));
    }

    @Test
    void a_mask_of_large_areas_shrinks_to_a_few_kilobytes() {
        short[] values = new short[512 * 512];
        for (int y = 100; y < 400; y++) {
            Arrays.fill(values, y * 512 + 50 + y / 8, y * 512 + 300, (short) 5);
        }
        assertThat(PngEncoder.encode(new Gray16Image(512, 512, values), Map.of()))
                .hasSizeLessThan(6_000);
    }

    @Test
    void text_comes_back_in_order_and_in_any_script() {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("prompt", "Cardiomegaly.\nNo effusion.");
        text.put("seed", "-42");
        text.put("Author", "Łukasz 医師");
        text.put("empty", "");

        Map<String, String> read = PngText.read(PngEncoder.encode(Images.constant(4, 4, 9), text));

        assertThat(read).isEqualTo(text);
        assertThat(read.keySet()).containsExactlyElementsOf(text.keySet());
    }

    @Test
    void a_keyword_that_png_forbids_is_refused() {
        assertThatThrownBy(() -> PngEncoder.encode(Images.constant(2, 2, 0), Map.of("", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PngEncoder.encode(Images.constant(2, 2, 0), Map.of("k".repeat(80), "x")))
                .hasMessageContaining("1 to 79");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1000, 70_000, 300_000})
    void the_deflater_is_undone_by_the_jdk_for_noise_runs_and_skewed_data(int size) throws IOException {
        Random random = new Random(size);
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        byte[] skewed = new byte[size]; // geometric: wants codes longer than DEFLATE allows
        for (int i = 0; i < size; i++) {
            skewed[i] = (byte) Long.numberOfTrailingZeros(random.nextLong() | 1L << 40);
        }
        byte[] runs = new byte[size];
        for (int i = 0; i < size; i++) {
            runs[i] = (byte) (i / 977);
        }
        for (byte[] data : new byte[][] {noise, skewed, runs}) {
            byte[] zlib = RunLengthDeflater.zlib(data);
            assertThat(new InflaterInputStream(new ByteArrayInputStream(zlib)).readAllBytes())
                    .isEqualTo(data);
        }
    }

    @Test
    void huffman_codes_stay_within_the_limit_for_fibonacci_frequencies() {
        int[] fibonacci = new int[40];
        fibonacci[0] = 1;
        fibonacci[1] = 1;
        for (int i = 2; i < fibonacci.length; i++) {
            fibonacci[i] = fibonacci[i - 1] + fibonacci[i - 2];
        }
        HuffmanCode code = HuffmanCode.of(fibonacci, 15);
        double kraft = 0;
        for (int i = 0; i < fibonacci.length; i++) {
            assertThat(code.length(i)).isBetween(1, 15);
            kraft += Math.pow(2, -code.length(i));
        }
        assertThat(kraft).isEqualTo(1.0);
    }
}
