package ai.medsyn.imaging;

/** Resampling. Results are the same on every machine: plain additions and multiplications in a fixed order. */
public final class Resize {

    private Resize() {}

    /** Each target pixel is the mean of the source area under it; the right way to make an image smaller. */
    public static GrayImage areaAverage(GrayImage source, int width, int height) {
        double[] averages = areaAverages(source, width, height);
        byte[] pixels = new byte[averages.length];
        for (int i = 0; i < averages.length; i++) {
            pixels[i] = (byte) Math.min(255, (int) (averages[i] + 0.5));
        }
        return new GrayImage(width, height, pixels);
    }

    /** As {@link #areaAverage}, before rounding: row-major, 0 to 255. */
    static double[] areaAverages(GrayImage source, int width, int height) {
        requirePositive(width, height);
        double[] rows = new double[source.height() * width];
        double scaleX = (double) source.width() / width;
        Span[] columns = new Span[width];
        for (int x = 0; x < width; x++) {
            columns[x] = Span.of(x * scaleX, (x + 1) * scaleX, source.width());
        }
        for (int y = 0; y < source.height(); y++) {
            for (int x = 0; x < width; x++) {
                Span span = columns[x];
                double sum = 0;
                for (int i = span.first; i <= span.last; i++) {
                    sum += span.weight(i) * source.at(i, y);
                }
                rows[y * width + x] = sum / scaleX;
            }
        }
        double[] result = new double[width * height];
        double scaleY = (double) source.height() / height;
        for (int y = 0; y < height; y++) {
            Span span = Span.of(y * scaleY, (y + 1) * scaleY, source.height());
            for (int i = span.first; i <= span.last; i++) {
                double weight = span.weight(i) / scaleY;
                for (int x = 0; x < width; x++) {
                    result[y * width + x] += weight * rows[i * width + x];
                }
            }
        }
        return result;
    }

    /** Linear interpolation between pixel centres, edges repeated; the right way to make an image larger. */
    public static GrayImage bilinear(GrayImage source, int width, int height) {
        requirePositive(width, height);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            double sy = clamp((y + 0.5) * source.height() / height - 0.5, source.height() - 1);
            int y0 = (int) sy;
            int y1 = Math.min(y0 + 1, source.height() - 1);
            for (int x = 0; x < width; x++) {
                double sx = clamp((x + 0.5) * source.width() / width - 0.5, source.width() - 1);
                int x0 = (int) sx;
                int x1 = Math.min(x0 + 1, source.width() - 1);
                double top = source.at(x0, y0) + (sx - x0) * (source.at(x1, y0) - source.at(x0, y0));
                double bottom = source.at(x0, y1) + (sx - x0) * (source.at(x1, y1) - source.at(x0, y1));
                pixels[y * width + x] = (byte) (int) (top + (sy - y0) * (bottom - top) + 0.5);
            }
        }
        return new GrayImage(width, height, pixels);
    }

    private static double clamp(double value, int max) {
        return Math.max(0, Math.min(max, value));
    }

    private static void requirePositive(int width, int height) {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("expected a positive target size, found " + width + " x " + height);
        }
    }

    /** Source pixels first..last under a target pixel that covers [from, to). */
    private record Span(double from, double to, int first, int last) {

        static Span of(double from, double to, int size) {
            return new Span(from, to, (int) from, Math.min(size - 1, (int) Math.ceil(to) - 1));
        }

        double weight(int i) {
            return Math.min(to, i + 1.0) - Math.max(from, i);
        }
    }
}
