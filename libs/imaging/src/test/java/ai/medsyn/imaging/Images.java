package ai.medsyn.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small images for tests. */
final class Images {

    private Images() {}

    static GrayImage constant(int width, int height, int gray) {
        byte[] pixels = new byte[width * height];
        java.util.Arrays.fill(pixels, (byte) gray);
        return new GrayImage(width, height, pixels);
    }

    /** A horizontal ramp with noise, like a film: smooth and grainy. */
    static GrayImage film(int width, int height, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (20 + 200 * (i % width) / width + random.nextInt(8));
        }
        return new GrayImage(width, height, pixels);
    }

    static byte[] encode(BufferedImage image, String format) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
