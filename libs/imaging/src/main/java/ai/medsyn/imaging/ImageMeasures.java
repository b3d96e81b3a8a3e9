package ai.medsyn.imaging;

/**
 * What can be said about an image's quality without knowing what it shows. Gray levels are 0 to 255.
 *
 * @param width pixels
 * @param height pixels
 * @param mean mean gray level
 * @param standardDeviation of the gray levels
 * @param dynamicRange 99th minus 1st percentile of the gray levels
 * @param constantFraction share of pixels that have the single most frequent gray level, 0 to 1
 * @param sharpness variance of the 4-neighbour Laplacian after averaging the longer side down to 256 pixels, so that it compares
 *     across resolutions; below about 10 a radiograph is visibly blurred
 * @param channelSpread mean over pixels of max(|R-G|, |G-B|), 0 for gray sources
 */
public record ImageMeasures(
        int width,
        int height,
        double mean,
        double standardDeviation,
        int dynamicRange,
        double constantFraction,
        double sharpness,
        double channelSpread) {

    private static final int SHARPNESS_SIDE = 256;

    public static ImageMeasures of(DecodedImage image) {
        GrayImage gray = image.gray();
        long[] histogram = new long[256];
        for (byte pixel : gray.pixels()) {
            histogram[pixel & 0xFF]++;
        }
        double count = gray.pixels().length;
        double sum = 0;
        long most = 0;
        for (int level = 0; level < histogram.length; level++) {
            sum += (double) level * histogram[level];
            most = Math.max(most, histogram[level]);
        }
        double mean = sum / count;
        double squares = 0;
        for (int level = 0; level < histogram.length; level++) {
            squares += histogram[level] * (level - mean) * (level - mean);
        }
        return new ImageMeasures(
                gray.width(),
                gray.height(),
                mean,
                Math.sqrt(squares / count),
                percentile(histogram, 0.99 * count) - percentile(histogram, 0.01 * count),
                most / count,
                sharpness(gray),
                image.channelSpread());
    }

    /** The lowest gray level at or below which at least {@code rank} pixels lie. */
    private static int percentile(long[] histogram, double rank) {
        long below = 0;
        for (int level = 0; level < histogram.length; level++) {
            below += histogram[level];
            if (below >= rank && below > 0) {
                return level;
            }
        }
        return histogram.length - 1;
    }

    private static double sharpness(GrayImage gray) {
        double scale = Math.min(1.0, (double) SHARPNESS_SIDE / Math.max(gray.width(), gray.height()));
        int width = Math.max(1, (int) Math.round(gray.width() * scale));
        int height = Math.max(1, (int) Math.round(gray.height() * scale));
        if (width < 3 || height < 3) {
            return 0;
        }
        double[] pixels = Resize.areaAverages(gray, width, height);
        double sum = 0;
        double squares = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int at = y * width + x;
                double laplacian =
                        pixels[at - 1] + pixels[at + 1] + pixels[at - width] + pixels[at + width] - 4 * pixels[at];
                sum += laplacian;
                squares += laplacian * laplacian;
            }
        }
        double count = (width - 2.0) * (height - 2.0);
        double mean = sum / count;
        return squares / count - mean * mean;
    }
}
