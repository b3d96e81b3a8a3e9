package ai.medsyn.benchmarks.transfer;

import ai.medsyn.imaging.GrayImage;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/**
 * Films as the network sees them: mean 0 and variance 1 each. In training each is seen anew every time: moved, turned and scaled; developed
 * with another window and tone curve; blurred or sharpened at two scales; under uneven light, with noise and with parts covered. What a
 * console or an archive may have done to a real film must not matter.
 */
final class Views {

    private static final int LEVELS = 1024;

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
            float[] film = moved(films.get(n).pixels(), random);
            develop(film, random);
            film = sharpened(film, random);
            disturb(film, random);
            System.arraycopy(film, 0, batch, n * film.length, film.length);
            standardize(batch, n);
        }
        return Tensor.create(batch, films.size(), 1, side, side);
    }

    private float[] moved(byte[] film, SplittableRandom random) {
        double angle = 0.09 * sign(random);
        double scaleX = 1 + 0.14 * sign(random);
        double scaleY = 1 + 0.14 * sign(random);
        double shear = 0.04 * sign(random);
        double middle = (side - 1) / 2.0;
        double moveX = middle + 0.08 * side * sign(random);
        double moveY = middle + 0.08 * side * sign(random);
        float[] moved = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double u = (x - middle) * scaleX;
                double v = (y - middle) * scaleY;
                moved[y * side + x] = sample(film, moveX + u - (angle + shear) * v, moveY + v + angle * u);
            }
        }
        return moved;
    }

    /** Window, gamma and an S-shaped curve, as a table. */
    private static void develop(float[] film, SplittableRandom random) {
        double low = 0.12 * (1.3 * random.nextDouble() - 0.3);
        double high = 1 - 0.15 * (1.3 * random.nextDouble() - 0.3);
        double gamma = Math.exp(0.45 * sign(random));
        double steepness = 0.5 + 5 * random.nextDouble();
        double centre = 0.3 + 0.4 * random.nextDouble();
        double curved = random.nextDouble();
        double first = sigmoid(-steepness * centre);
        double span = sigmoid(steepness * (1 - centre)) - first;
        float[] tones = new float[LEVELS + 1];
        for (int i = 0; i <= LEVELS; i++) {
            double x = Math.max(0, Math.min(1, ((double) i / LEVELS - low) / (high - low)));
            double power = Math.pow(x, gamma);
            tones[i] = (float) (power + curved * ((sigmoid(steepness * (power - centre)) - first) / span - power));
        }
        for (int i = 0; i < film.length; i++) {
            film[i] = tones[(int) (film[i] * LEVELS + 0.5f)];
        }
    }

    /** Adds or takes away what differs from the surroundings, near and far. */
    private float[] sharpened(float[] film, SplittableRandom random) {
        float near = (float) (2.6 * random.nextDouble() - 1);
        float far = (float) (random.nextDouble() < 0.4 ? 0 : 1.2 * random.nextDouble() - 0.1);
        float[] close = box(film, 1);
        float[] wide = far == 0 ? film : box(box(film, 5), 5);
        float[] result = new float[film.length];
        for (int i = 0; i < film.length; i++) {
            result[i] = film[i] + near * (film[i] - close[i]) + far * (film[i] - wide[i]);
        }
        return result;
    }

    private void disturb(float[] film, SplittableRandom random) {
        float noise = (float) (0.04 * random.nextDouble() * random.nextDouble());
        clouds(film, random, 0.09 * random.nextDouble() * random.nextDouble());
        float lightX = (float) (0.1 * sign(random));
        float lightY = (float) (0.1 * sign(random));
        for (int y = 0, i = 0; y < side; y++) {
            for (int x = 0; x < side; x++, i++) {
                int bits = random.nextInt(); // the sum of four bytes is nearly normal, with a standard deviation of 148
                int sum = (bits & 0xFF) + (bits >> 8 & 0xFF) + (bits >> 16 & 0xFF) + (bits >>> 24);
                film[i] +=
                        noise * (sum - 510) / 148f + lightX * (x - side / 2f) / side + lightY * (y - side / 2f) / side;
            }
        }
        if (random.nextDouble() < 0.35) {
            cover(film, random, random.nextDouble() < 0.5 ? 0 : (float) random.nextDouble());
        }
        if (random.nextDouble() < 0.2) {
            collimate(film, random);
        }
    }

    /** Smooth noise with cells of 4 to 16 pixels: structure that means nothing. */
    private void clouds(float[] film, SplittableRandom random, double amount) {
        int cell = 4 << random.nextInt(3);
        int nodes = side / cell + 2;
        float[] values = new float[nodes * nodes];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (amount * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5));
        }
        for (int y = 0, i = 0; y < side; y++) {
            float v = (float) (y % cell) / cell;
            for (int x = 0; x < side; x++, i++) {
                float u = (float) (x % cell) / cell;
                int at = y / cell * nodes + x / cell;
                float top = values[at] + u * (values[at + 1] - values[at]);
                float bottom = values[at + nodes] + u * (values[at + nodes + 1] - values[at + nodes]);
                film[i] += top + v * (bottom - top);
            }
        }
    }

    private void cover(float[] film, SplittableRandom random, float gray) {
        int width = 3 + random.nextInt(side / 4);
        int height = 3 + random.nextInt(side / 4);
        int left = random.nextInt(side - width);
        int top = random.nextInt(side - height);
        for (int y = top; y < top + height; y++) {
            java.util.Arrays.fill(film, y * side + left, y * side + left + width, gray);
        }
    }

    private void collimate(float[] film, SplittableRandom random) {
        int left = random.nextInt(side / 12);
        int right = side - random.nextInt(side / 12);
        int top = random.nextInt(side / 12);
        int bottom = side - random.nextInt(side / 12);
        for (int y = 0, i = 0; y < side; y++) {
            for (int x = 0; x < side; x++, i++) {
                if (x < left || x >= right || y < top || y >= bottom) {
                    film[i] = 0;
                }
            }
        }
    }

    /** Mean over squares of 2 radius + 1 pixels; the edge is repeated. */
    private float[] box(float[] film, int radius) {
        float[] rows = new float[film.length];
        for (int y = 0; y < side; y++) {
            slide(film, rows, y * side, 1, radius);
        }
        float[] result = new float[film.length];
        for (int x = 0; x < side; x++) {
            slide(rows, result, x, side, radius);
        }
        return result;
    }

    private void slide(float[] from, float[] to, int start, int step, int radius) {
        float sum = 0;
        for (int k = -radius; k <= radius; k++) {
            sum += from[start + step * Math.max(0, Math.min(side - 1, k))];
        }
        for (int k = 0; k < side; k++) {
            to[start + step * k] = sum / (2 * radius + 1);
            sum += from[start + step * Math.min(side - 1, k + radius + 1)]
                    - from[start + step * Math.max(0, k - radius)];
        }
    }

    /** From -1 to 1. */
    private static double sign(SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Bilinear, 0 to 1; the edge is repeated. */
    private float sample(byte[] film, double x, double y) {
        double u = Math.max(0, Math.min(side - 1.001, x));
        double v = Math.max(0, Math.min(side - 1.001, y));
        int i = (int) u;
        int j = (int) v;
        double a = mix(film[j * side + i], film[j * side + i + 1], u - i);
        double b = mix(film[(j + 1) * side + i], film[(j + 1) * side + i + 1], u - i);
        return (float) ((a + (b - a) * (v - j)) / 255);
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
