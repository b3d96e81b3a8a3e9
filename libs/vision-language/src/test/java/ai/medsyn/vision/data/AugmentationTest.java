package ai.medsyn.vision.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
    void windows_need_larger_images() {
        assertThatThrownBy(() -> new Augmentation(new Augmentation.Window(), 224, 0).requireFits(128))
                .hasMessage(
                        "expected stored images of at least 224 pixels to cut windows of that size from, found 128");
    }
}
