package ai.medsyn.imaging;

import java.util.Arrays;

/**
 * An 8-bit colour image, for people: reports and overlays. Films are {@link GrayImage}s.
 *
 * @param pixels row-major, red, green and blue of each pixel
 */
public record RgbImage(int width, int height, byte[] pixels) {

    public RgbImage {
        if (width <= 0 || height <= 0 || pixels.length != 3 * width * height) {
            throw new IllegalArgumentException("expected a positive size and three bytes per pixel, found " + width
                    + " x " + height + " and " + pixels.length + " bytes");
        }
    }

    /** Filled with one gray. */
    public static RgbImage filled(int width, int height, int gray) {
        byte[] pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) gray);
        return new RgbImage(width, height, pixels);
    }

    /** Paints one pixel {@code 0xRRGGBB}. */
    public void set(int x, int y, int rgb) {
        int at = 3 * (y * width + x);
        pixels[at] = (byte) (rgb >> 16);
        pixels[at + 1] = (byte) (rgb >> 8);
        pixels[at + 2] = (byte) rgb;
    }

    /** Copies a gray image with its upper left corner at (left, top). */
    public void draw(GrayImage image, int left, int top) {
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                set(left + x, top + y, 0x010101 * image.at(x, y));
            }
        }
    }
}
