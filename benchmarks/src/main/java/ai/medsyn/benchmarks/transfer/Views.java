package ai.medsyn.benchmarks.transfer;

import ai.medsyn.imaging.GrayImage;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/** Films as the network sees them: mean 0 and variance 1 each; in training slightly moved, turned, scaled and developed anew. */
final class Views {

    private final int side;

    Views(int side) {
        this.side = side;
    }

    /** [n, 1, side, side]. */
    Tensor plain(List<GrayImage> films) {
        float[] batch = new float[films.size() * side * side];
        for (int n = 0; n < films.size(); n++) {
            byte[] pixels = films.get(n).pixels();
            for (int i = 0; i < pixels.length; i++) {
                batch[n * pixels.length + i] = (pixels[i] & 0xFF) / 255f;
            }
            standardize(batch, n);
        }
        return Tensor.create(batch, films.size(), 1, side, side);
    }

    Tensor varied(List<GrayImage> films, SplittableRandom random) {
        float[] batch = new float[films.size() * side * side];
        for (int n = 0; n < films.size(); n++) {
            vary(films.get(n).pixels(), batch, n, random);
            standardize(batch, n);
        }
        return Tensor.create(batch, films.size(), 1, side, side);
    }

    private void vary(byte[] film, float[] batch, int n, SplittableRandom random) {
        double angle = 0.07 * (2 * random.nextDouble() - 1);
        double scaleX = 1 + 0.12 * (2 * random.nextDouble() - 1);
        double scaleY = 1 + 0.12 * (2 * random.nextDouble() - 1);
        double moveX = 0.06 * side * (2 * random.nextDouble() - 1);
        double moveY = 0.06 * side * (2 * random.nextDouble() - 1);
        double gamma = Math.exp(0.3 * (2 * random.nextDouble() - 1));
        double noise = 0.02 * random.nextDouble();
        double middle = (side - 1) / 2.0;
        double sharpness = 0.8 * (2 * random.nextDouble() - 1);
        float[] moved = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double u = (x - middle) * scaleX;
                double v = (y - middle) * scaleY;
                double value = sample(film, middle + moveX + u - angle * v, middle + moveY + v + angle * u);
                moved[y * side + x] = (float)
                        (Math.pow(value, gamma) + noise * (random.nextDouble() + random.nextDouble() - 1) * 2.4);
            }
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = y * side + x;
                float around = (moved[y * side + Math.max(0, x - 1)]
                                + moved[y * side + Math.min(side - 1, x + 1)]
                                + moved[Math.max(0, y - 1) * side + x]
                                + moved[Math.min(side - 1, y + 1) * side + x])
                        / 4;
                batch[n * side * side + at] = moved[at] + (float) sharpness * (moved[at] - around);
            }
        }
    }

    /** Bilinear; the edge is repeated. */
    private double sample(byte[] film, double x, double y) {
        double u = Math.max(0, Math.min(side - 1.001, x));
        double v = Math.max(0, Math.min(side - 1.001, y));
        int i = (int) u;
        int j = (int) v;
        double a = mix(film[j * side + i], film[j * side + i + 1], u - i);
        double b = mix(film[(j + 1) * side + i], film[(j + 1) * side + i + 1], u - i);
        return (a + (b - a) * (v - j)) / 255;
    }

    private static double mix(byte a, byte b, double t) {
        return (a & 0xFF) * (1 - t) + (b & 0xFF) * t;
    }

    private void standardize(float[] batch, int n) {
        int count = side * side;
        double sum = 0;
        double squares = 0;
        for (int i = n * count; i < (n + 1) * count; i++) {
            sum += batch[i];
            squares += batch[i] * batch[i];
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(1e-6, squares / count - mean * mean));
        for (int i = n * count; i < (n + 1) * count; i++) {
            batch[i] = (float) ((batch[i] - mean) / deviation);
        }
    }
}
