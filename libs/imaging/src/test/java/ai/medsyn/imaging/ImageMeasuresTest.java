package ai.medsyn.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ImageMeasuresTest {

    @Test
    void a_constant_image_has_no_contrast_and_no_sharpness() {
        ImageMeasures measures = measure(Images.constant(20, 10, 90));

        assertThat(measures.width()).isEqualTo(20);
        assertThat(measures.height()).isEqualTo(10);
        assertThat(measures.mean()).isEqualTo(90);
        assertThat(measures.standardDeviation()).isZero();
        assertThat(measures.dynamicRange()).isZero();
        assertThat(measures.constantFraction()).isEqualTo(1);
        assertThat(measures.sharpness()).isZero();
    }

    @Test
    void four_known_pixels_give_known_measures() {
        ImageMeasures measures = measure(new GrayImage(2, 2, new byte[] {0, 0, 100, (byte) 200}));

        assertThat(measures.mean()).isEqualTo(75);
        assertThat(measures.standardDeviation())
                .isCloseTo(Math.sqrt((2 * 75 * 75 + 25 * 25 + 125 * 125) / 4.0), within(1e-9));
        assertThat(measures.dynamicRange()).isEqualTo(200);
        assertThat(measures.constantFraction()).isEqualTo(0.5);
    }

    @Test
    void one_bright_pixel_gives_the_laplacian_variance_computed_by_hand() {
        byte[] pixels = new byte[25];
        pixels[12] = 10; // inside a 5 x 5 image: Laplacian -40 once, 10 four times, 0 four times
        double mean = 0;
        assertThat(measure(new GrayImage(5, 5, pixels)).sharpness())
                .isCloseTo((1600 + 4 * 100) / 9.0 - mean * mean, within(1e-9));
    }

    @Test
    void the_dynamic_range_ignores_the_darkest_and_brightest_percent() {
        byte[] pixels = new byte[1000];
        java.util.Arrays.fill(pixels, (byte) 100);
        for (int i = 0; i < 5; i++) {
            pixels[i] = 0;
            pixels[999 - i] = (byte) 255;
        }
        assertThat(measure(new GrayImage(100, 10, pixels)).dynamicRange()).isZero();
    }

    @Test
    void blur_lowers_sharpness() {
        GrayImage film = Images.film(256, 256, 1);
        GrayImage blurred = Resize.bilinear(Resize.areaAverage(film, 32, 32), 256, 256);

        assertThat(measure(blurred).sharpness()).isLessThan(measure(film).sharpness() / 10);
    }

    @Test
    void an_image_and_its_smaller_brighter_copy_have_nearly_the_same_fingerprint() {
        GrayImage film = waves(512, 0);
        GrayImage copy = Resize.areaAverage(film, 300, 300);
        for (int i = 0; i < copy.pixels().length; i++) {
            copy.pixels()[i] = (byte) (20 + (copy.pixels()[i] & 0xFF) * 3 / 4);
        }
        Fingerprint original = Fingerprint.of(film);

        assertThat(original.distance(Fingerprint.of(copy))).isLessThan(10);
        assertThat(original.distance(Fingerprint.of(waves(512, 3)))).isGreaterThan(60);
        assertThat(Fingerprint.of(original.bytes())).isEqualTo(original);
    }

    @Test
    void fingerprint_bits_say_where_it_gets_brighter_to_the_right() {
        Fingerprint rising = Fingerprint.of(ramp(false));
        Fingerprint falling = Fingerprint.of(ramp(true));

        assertThat(rising).isEqualTo(new Fingerprint(-1, -1, -1, -1));
        assertThat(falling).isEqualTo(new Fingerprint(0, 0, 0, 0));
        assertThat(rising.distance(falling)).isEqualTo(Fingerprint.BITS);
        assertThatThrownBy(() -> Fingerprint.of(new byte[31])).hasMessageContaining("32 bytes");
    }

    @Test
    void area_averaging_keeps_the_mean_and_bilinear_keeps_a_ramp() {
        GrayImage tiny = new GrayImage(3, 1, new byte[] {0, 30, 60});

        assertThat(Resize.areaAverage(tiny, 1, 1).at(0, 0)).isEqualTo(30);
        assertThat(Resize.areaAverage(tiny, 2, 1).pixels()).containsExactly(10, 50);
        assertThat(Resize.bilinear(tiny, 6, 1).pixels()).containsExactly(0, 8, 23, 38, 53, 60);
    }

    private static ImageMeasures measure(GrayImage image) {
        return ImageMeasures.of(new DecodedImage(image, 0, "png"));
    }

    private static GrayImage ramp(boolean falling) {
        byte[] pixels = new byte[256 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (falling ? 255 - i % 256 : i % 256);
        }
        return new GrayImage(256, 64, pixels);
    }

    private static GrayImage waves(int size, int phase) {
        byte[] pixels = new byte[size * size];
        for (int i = 0; i < pixels.length; i++) {
            double x = (double) (i % size) / size;
            double y = (double) (i / size) / size;
            pixels[i] = (byte) (128 + 60 * Math.sin(11 * x + 3 * y + phase) + 50 * Math.sin(23 * y - 17 * x * y));
        }
        return new GrayImage(size, size, pixels);
    }
}
