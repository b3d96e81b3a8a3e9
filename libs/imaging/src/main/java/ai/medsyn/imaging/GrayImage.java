package ai.medsyn.imaging;

/**
 * An 8-bit grayscale image.
 *
 * @param width pixels per row, {@code > 0}
 * @param height rows, {@code > 0}
 * @param pixels row-major, unsigned, width x height bytes; owned by the image, not copied
 */
public record GrayImage(int width, int height, byte[] pixels) {

    public GrayImage {
        if (width <= 0 || height <= 0 || pixels.length != (long) width * height) {
            throw new IllegalArgumentException("expected width x height pixels, found " + width + " x " + height
                    + " and " + pixels.length + " bytes");
        }
    }

    /** The value at column x, row y, 0 to 255. */
    public int at(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }
}
