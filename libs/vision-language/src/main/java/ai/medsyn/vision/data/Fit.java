package ai.medsyn.vision.data;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.Resize;

/** How a radiograph becomes a square. */
public enum Fit {

    /** Aspect kept, the shorter side filled with black on both ends (GLoRIA, MGCA). */
    PAD {
        @Override
        GrayImage square(GrayImage image, int side) {
            int longest = Math.max(image.width(), image.height());
            int width = Math.max(1, Math.round((float) image.width() * side / longest));
            int height = Math.max(1, Math.round((float) image.height() * side / longest));
            GrayImage resized = resize(image, width, height);
            if (width == side && height == side) {
                return resized;
            }
            byte[] pixels = new byte[side * side];
            int left = (side - width) / 2;
            int top = (side - height) / 2;
            for (int y = 0; y < height; y++) {
                System.arraycopy(resized.pixels(), y * width, pixels, (top + y) * side + left, width);
            }
            return new GrayImage(side, side, pixels);
        }
    },

    /** Both sides resized, aspect lost (ConVIRT-pytorch). */
    STRETCH {
        @Override
        GrayImage square(GrayImage image, int side) {
            return resize(image, side, side);
        }
    };

    /** The image as {@code side x side} pixels. */
    abstract GrayImage square(GrayImage image, int side);

    private static GrayImage resize(GrayImage image, int width, int height) {
        if (image.width() == width && image.height() == height) {
            return image;
        }
        boolean smaller = width <= image.width() && height <= image.height();
        return smaller ? Resize.areaAverage(image, width, height) : Resize.bilinear(image, width, height);
    }
}
