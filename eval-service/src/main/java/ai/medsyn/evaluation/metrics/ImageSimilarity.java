package ai.medsyn.evaluation.metrics;

/**
 * Structural similarity of two gray images of values 0..1 (Wang et al. 2004; multi-scale 2003), as torchmetrics computes it: Gaussian
 * window 11 x 11 with sigma 1.5, K1 0.01, K2 0.03; multi-scale with 2 x 2 means and negative terms set to 0.
 */
public final class ImageSimilarity {

    private static final int WINDOW = 11;
    private static final int REACH = WINDOW / 2;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;
    private static final double[] SCALE_WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
    private static final double[] GAUSSIAN = gaussian();

    /**
     * A gray image.
     *
     * @param values [height, width] row by row, 0..1
     */
    public record Plane(double[] values, int width, int height) {
        public Plane {
            if (values.length != width * height) {
                throw new MetricUndefined("expected " + width + " x " + height + " values, found " + values.length);
            }
        }

        /** Means of 2 x 2 pixels; an odd last row or column is left out. */
        Plane halved() {
            int w = width / 2;
            int h = height / 2;
            double[] means = new double[w * h];
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    int at = 2 * y * width + 2 * x;
                    means[y * w + x] = (values[at] + values[at + 1] + values[at + width] + values[at + width + 1]) / 4;
                }
            }
            return new Plane(means, w, h);
        }
    }

    private record Similarity(double structural, double contrast) {}

    private ImageSimilarity() {}

    /** SSIM, -1..1. @throws MetricUndefined if sizes differ or a side is below 11 */
    public static double ssim(Plane a, Plane b) {
        return compare(a, b).structural();
    }

    /** Multi-scale SSIM over five scales, 0..1. @throws MetricUndefined if sizes differ or a side is below 176 */
    public static double multiScaleSsim(Plane a, Plane b) {
        double product = 1;
        Plane left = a;
        Plane right = b;
        for (int scale = 0; scale < SCALE_WEIGHTS.length; scale++) {
            Similarity similarity = compare(left, right);
            boolean coarsest = scale == SCALE_WEIGHTS.length - 1;
            double term = coarsest ? similarity.structural() : similarity.contrast();
            product *= Math.pow(Math.max(term, 0), SCALE_WEIGHTS[scale]);
            left = left.halved();
            right = right.halved();
        }
        return product;
    }

    /** The structural term over the whole image, mirrored at its edges; the contrast term only where the window fits, as the reference does. */
    private static Similarity compare(Plane a, Plane b) {
        if (a.width() != b.width() || a.height() != b.height() || Math.min(a.width(), a.height()) < WINDOW) {
            throw new MetricUndefined("structural similarity needs two images of one size, no side below " + WINDOW
                    + " at the coarsest scale, found " + a.width() + " x " + a.height() + " and " + b.width() + " x "
                    + b.height());
        }
        double[] meanA = blurred(a.values(), a);
        double[] meanB = blurred(b.values(), a);
        double[] squareA = blurred(product(a.values(), a.values()), a);
        double[] squareB = blurred(product(b.values(), b.values()), a);
        double[] cross = blurred(product(a.values(), b.values()), a);
        double structural = 0;
        double contrast = 0;
        int fits = 0;
        for (int i = 0; i < cross.length; i++) {
            double muAb = meanA[i] * meanB[i];
            double muAa = meanA[i] * meanA[i];
            double muBb = meanB[i] * meanB[i];
            double variance = Math.max(squareA[i] - muAa, 0) + Math.max(squareB[i] - muBb, 0);
            double agreement = (2 * (cross[i] - muAb) + C2) / (variance + C2);
            structural += agreement * (2 * muAb + C1) / (muAa + muBb + C1);
            if (windowFits(i, a)) {
                contrast += agreement;
                fits++;
            }
        }
        return new Similarity(structural / cross.length, contrast / fits);
    }

    private static boolean windowFits(int pixel, Plane plane) {
        int x = pixel % plane.width();
        int y = pixel / plane.width();
        return Math.min(x, y) >= REACH && x < plane.width() - REACH && y < plane.height() - REACH;
    }

    /** Gaussian means of every pixel, the image mirrored at its edges. */
    private static double[] blurred(double[] values, Plane size) {
        double[] rows = new double[values.length];
        double[] both = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int x = i % size.width();
            for (int k = -REACH; k <= REACH; k++) {
                rows[i] += GAUSSIAN[k + REACH] * values[i - x + mirrored(x + k, size.width())];
            }
        }
        for (int i = 0; i < values.length; i++) {
            int x = i % size.width();
            int y = i / size.width();
            for (int k = -REACH; k <= REACH; k++) {
                both[i] += GAUSSIAN[k + REACH] * rows[mirrored(y + k, size.height()) * size.width() + x];
            }
        }
        return both;
    }

    private static int mirrored(int position, int size) {
        int inside = Math.abs(position);
        return inside < size ? inside : 2 * size - 2 - inside;
    }

    private static double[] product(double[] a, double[] b) {
        double[] products = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            products[i] = a[i] * b[i];
        }
        return products;
    }

    private static double[] gaussian() {
        double[] weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double distance = (i - REACH) / SIGMA;
            weights[i] = Math.exp(-distance * distance / 2);
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
