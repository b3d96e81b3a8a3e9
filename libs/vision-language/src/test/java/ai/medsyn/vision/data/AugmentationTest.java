package ai.medsyn.vision.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

    private static byte[] plane(int side) {
        byte[] pixels = new byte[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                pixels[y * side + x] = (byte) (x + y);
            }
        }
        return pixels;
    }

    @Test
    void windows_lie_everywhere_within_the_image_and_mirror_half_of_the_time() {
        Augmentation augmentation = new Augmentation(new Augmentation.Window(), 12, 0.5);
        byte[] source = plane(16);
        Set<Integer> corners = new HashSet<>();
        int mirrored = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] target = new byte[144];
            augmentation.train(source, 16, target, 0, Draws.of(3).at(i));
            boolean flipped = target[0] > target[1];
            mirrored += flipped ? 1 : 0;
            corners.add((int) target[flipped ? 11 : 0]);
            for (int x = 1; x < 12; x++) {
                assertThat(target[x] - target[x - 1]).isEqualTo(flipped ? -1 : 1);
            }
        }
        assertThat(corners).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(mirrored).isBetween(900, 1100);
    }

    @Test
    void the_whole_image_at_its_own_size_is_itself() {
        byte[] source = plane(20);
        byte[] target = new byte[400];
        new Augmentation(new Augmentation.Resized(1), 20, 0).train(source, 20, target, 0, Draws.of(1));
        assertThat(target).isEqualTo(source);
    }

    @Test
    void a_plane_stays_a_plane_when_resized() {
        byte[] source = new byte[64 * 64];
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                source[y * 64 + x] = (byte) (2 * x + y);
            }
        }
        byte[] target = new byte[32 * 32];
        new Augmentation(new Augmentation.Resized(0.5), 32, 0).evaluate(source, 64, target, 0);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                // Pixel centre (x + 0.5) * 2 - 0.5 of the source.
                double expected = 2 * (2 * x + 0.5) + (2 * y + 0.5);
                assertThat((double) (target[y * 32 + x] & 0xFF)).isBetween(expected - 0.51, expected + 0.51);
            }
        }
    }

    @Test
    void mirrored_crops_are_the_same_crops_in_reverse() {
        byte[] source = noise(50);
        byte[] plain = new byte[32 * 32];
        byte[] mirrored = new byte[32 * 32];
        for (int i = 0; i < 100; i++) {
            new Augmentation(new Augmentation.Resized(0.3), 32, 0)
                    .train(source, 50, plain, 0, Draws.of(3).at(i));
            new Augmentation(new Augmentation.Resized(0.3), 32, 1)
                    .train(source, 50, mirrored, 0, Draws.of(3).at(i));
            for (int at = 0; at < plain.length; at++) {
                assertThat(mirrored[at / 32 * 32 + 31 - at % 32]).isEqualTo(plain[at]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 24, 40, 41, 64, 97})
    void every_pixel_lies_between_its_four_neighbours(int stored) {
        byte[] source = noise(stored);
        byte[] target = new byte[40 * 40];
        new Augmentation(new Augmentation.Resized(0.5), 40, 0).evaluate(source, stored, target, 0);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                double expected = interpolated(source, stored, centre(x, stored), centre(y, stored));
                // Positions are multiples of 1/256 of a pixel.
                assertThat((double) (target[y * 40 + x] & 0xFF)).isBetween(expected - 2.6, expected + 2.6);
            }
        }
    }

    private static double centre(int at, int stored) {
        return Math.max(0, Math.min(stored - 1, (at + 0.5) * stored / 40 - 0.5));
    }

    private static double interpolated(byte[] source, int stored, double x, double y) {
        double sum = 0;
        for (int row = (int) y; row <= Math.min(stored - 1, (int) y + 1); row++) {
            for (int column = (int) x; column <= Math.min(stored - 1, (int) x + 1); column++) {
                double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
                sum += weight * (source[row * stored + column] & 0xFF);
            }
        }
        return sum;
    }

    private static byte[] noise(int side) {
        byte[] pixels = new byte[side * side];
        new SplittableRandom(side).nextBytes(pixels);
        return pixels;
    }

    @Test
    void windows_need_larger_images() {
        assertThatThrownBy(() -> new Augmentation(new Augmentation.Window(), 224, 0).requireFits(128))
                .hasMessage(
                        "expected stored images of at least 224 pixels to cut windows of that size from, found 128");
    }
}
