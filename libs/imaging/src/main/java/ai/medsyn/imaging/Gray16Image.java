package ai.medsyn.imaging;

/**
 * A 16-bit grayscale image: label masks, or radiographs before their display window.
 *
 * @param width pixels per row, {@code > 0}
 * @param height rows, {@code > 0}
 * @param pixels row-major, unsigned, width x height values; owned by the image, not copied
 */
public record Gray16Image(int width, int height, short[] pixels) {

    public Gray16Image {
        if (width <= 0 || height <= 0 || pixels.length != (long) width * height) {
            throw new IllegalArgumentException("expected width x height pixels, found " + width + " x " + height
                    + " and " + pixels.length + " values");
        }
    }

    /** The value at column x, row y, 0 to 65535. */
    public int at(int x, int y) {
        return pixels[y * width + x] & 0xFFFF;
    }
}
