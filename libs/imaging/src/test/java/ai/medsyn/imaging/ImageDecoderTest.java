package ai.medsyn.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private static final long LIMIT = 1_000_000;

    @Test
    void a_gray_jpeg_keeps_its_gray_levels() {
        byte[] jpeg = Images.encode(painted(BufferedImage.TYPE_BYTE_GRAY, new Color(128, 128, 128)), "jpg");

        DecodedImage decoded = ImageDecoder.decode(jpeg, LIMIT);

        assertThat(decoded.format()).isEqualTo("jpeg");
        assertThat(decoded.channelSpread()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void colour_becomes_luminance_and_a_channel_spread(String format) {
        byte[] bytes = Images.encode(painted(BufferedImage.TYPE_INT_RGB, new Color(200, 100, 50)), format);

        DecodedImage decoded = ImageDecoder.decode(bytes, LIMIT);

        assertThat(decoded.gray().at(5, 5)).isBetween(122, 126); // 0.299*200 + 0.587*100 + 0.114*50 = 124.2
        assertThat(decoded.channelSpread()).isCloseTo(100, within(3.0));
    }

    @Test
    void gray_stored_as_rgb_has_no_channel_spread() {
        byte[] png = Images.encode(painted(BufferedImage.TYPE_INT_RGB, new Color(77, 77, 77)), "png");

        DecodedImage decoded = ImageDecoder.decode(png, LIMIT);

        assertThat(decoded.gray().at(3, 3)).isEqualTo(77);
        assertThat(decoded.channelSpread()).isZero();
    }

    @Test
    void bytes_that_are_no_image_are_named_as_such() {
        assertThatThrownBy(() -> ImageDecoder.decode(new byte[0], LIMIT))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("empty file");
        assertThatThrownBy(() -> ImageDecoder.decode("<html>not found</html>".getBytes(StandardCharsets.UTF_8), LIMIT))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("expected a PNG or JPEG");
    }

    @Test
    void a_png_cut_anywhere_is_refused() {
        byte[] png = PngEncoder.encode(Images.film(40, 40, 5), Map.of("prompt", "text"));
        for (int length = 0; length < png.length; length += 1 + length / 16) {
            byte[] cut = Arrays.copyOf(png, length);
            assertThatThrownBy(() -> ImageDecoder.decode(cut, LIMIT)).isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void a_jpeg_cut_in_its_data_is_refused() {
        BufferedImage noisy = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(1);
        for (int i = 0; i < 40_000; i++) {
            noisy.getRaster().setSample(i % 200, i / 200, 0, random.nextInt(256));
        }
        byte[] jpeg = Images.encode(noisy, "jpg");
        assertThat(ImageDecoder.decode(jpeg, LIMIT).gray().width()).isEqualTo(200);
        for (int percent : new int[] {2, 30, 60, 95}) {
            byte[] cut = Arrays.copyOf(jpeg, jpeg.length * percent / 100);
            assertThatThrownBy(() -> ImageDecoder.decode(cut, LIMIT)).isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void damaged_bytes_never_cause_another_exception() {
        byte[] png = PngEncoder.encode(Images.film(30, 30, 2), Map.of());
        byte[] jpeg = Images.encode(painted(BufferedImage.TYPE_INT_RGB, Color.PINK), "jpg");
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = (i % 2 == 0 ? png : jpeg).clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                assertThat(ImageDecoder.decode(damaged, LIMIT).gray().pixels()).isNotEmpty();
            } catch (ImageFormatException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void a_decompression_bomb_is_refused_from_its_header() {
        byte[] bomb = PngEncoder.encode(Images.constant(8, 8, 0), Map.of());
        ByteBuffer header = ByteBuffer.wrap(bomb);
        header.putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(bomb, 12, 17);
        header.putInt(29, (int) crc.getValue());

        assertThatThrownBy(() -> ImageDecoder.decode(bomb, LIMIT))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("60000 x 60000")
                .hasMessageContaining("at most 1000000");
    }

    @Test
    void a_flipped_bit_in_a_png_is_found_by_its_checksum() {
        byte[] png = PngEncoder.encode(Images.film(30, 30, 2), Map.of());
        png[png.length / 2] ^= 4;
        assertThatThrownBy(() -> ImageDecoder.decode(png, LIMIT)).hasMessageContaining("wrong checksum");
    }

    @Test
    void an_8_bit_png_is_no_mask() {
        byte[] png = PngEncoder.encode(Images.film(30, 30, 2), Map.of());
        assertThatThrownBy(() -> ImageDecoder.decodeGray16(png, LIMIT))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("16-bit");
    }

    private static BufferedImage painted(int type, Color colour) {
        BufferedImage image = new BufferedImage(32, 24, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 32, 24);
        graphics.dispose();
        return image;
    }
}
