package ai.medsyn.generator.images.phantom;

/**
 * Fractal noise: octaves of cubic B-spline lattices, the roughness of lung parenchyma and soft tissue. The lattices are laid out in
 * centimetres, so that one seed gives the same texture at every image size.
 */
final class Noise {

    /** Cells from this many pixels on need no full resolution. */
    private static final double WIDE = 6;

    /** Of a cubic B-spline surface over independent standard normal knots: the mean of the squared weights, 151/315, in both directions. */
    private static final double LATTICE_VARIANCE = 151.0 / 315 * 151 / 315;

    private Noise() {}

    /**
     * Noise of expected mean 0 and standard deviation 1.
     *
     * @param size pixels per side
     * @param largest cell of the coarsest octave, pixels
     * @param smallest no octave with cells below this, pixels
     * @param gain amplitude of an octave relative to the one of twice its cell size; higher is rougher
     */
    static float[] fractal(Dice dice, int size, double largest, double smallest, double gain) {
        double power = 0;
        for (double cell = largest, amplitude = 1; cell >= smallest; cell /= 2, amplitude *= gain) {
            power += amplitude * amplitude;
        }
        double scale = power > 0 ? 1 / Math.sqrt(power * LATTICE_VARIANCE) : 0;
        return octaves(dice, size, new double[] {largest, smallest, gain}, scale);
    }

    /** Octaves of wide cells are as good at half the size; the rest is added to their enlargement. */
    private static float[] octaves(Dice dice, int size, double[] cells, double amplitude) {
        double cell = cells[0];
        double rest = amplitude;
        float[] noise = new float[size * size];
        if (cell >= WIDE && size % 2 == 0) {
            double wide = cell;
            while (wide / 2 >= WIDE) {
                wide /= 2;
            }
            double last = Math.max(wide, cells[1]);
            noise = Blur.enlarged(
                    octaves(dice, size / 2, new double[] {cell / 2, last / 2, cells[2]}, amplitude), size);
            for (; cell >= last; cell /= 2) {
                rest *= cells[2];
            }
        }
        for (; cell >= cells[1]; cell /= 2) {
            octave(dice, size, cell, (float) rest, noise);
            rest *= cells[2];
        }
        return noise;
    }

    private static void octave(Dice dice, int size, double cell, float amplitude, float[] noise) {
        int knots = (int) (size / cell) + 4;
        float[] lattice = new float[knots * knots];
        dice.normals(lattice);
        float[][] rows = new float[knots][];
        int[] first = new int[size];
        float[][] weights = new float[4][size];
        for (int i = 0; i < size; i++) {
            double position = i / cell;
            first[i] = (int) position;
            spline((float) (position - first[i]), weights, i);
        }
        for (int k = 0; k < knots; k++) {
            rows[k] = new float[size];
            for (int i = 0; i < size; i++) {
                int at = k * knots + first[i];
                rows[k][i] = weights[0][i] * lattice[at]
                        + weights[1][i] * lattice[at + 1]
                        + weights[2][i] * lattice[at + 2]
                        + weights[3][i] * lattice[at + 3];
            }
        }
        for (int j = 0; j < size; j++) {
            column(
                    rows,
                    first[j],
                    new float[] {weights[0][j], weights[1][j], weights[2][j], weights[3][j]},
                    amplitude,
                    noise,
                    j);
        }
    }

    private static void column(float[][] rows, int first, float[] w, float amplitude, float[] noise, int j) {
        float[] a = rows[first];
        float[] b = rows[first + 1];
        float[] c = rows[first + 2];
        float[] d = rows[first + 3];
        int size = a.length;
        for (int i = 0; i < size; i++) {
            noise[j * size + i] += amplitude * (w[0] * a[i] + w[1] * b[i] + w[2] * c[i] + w[3] * d[i]);
        }
    }

    private static void spline(float t, float[][] weights, int i) {
        float s = 1 - t;
        weights[0][i] = s * s * s / 6;
        weights[1][i] = (4 - 6 * t * t + 3 * t * t * t) / 6;
        weights[2][i] = (4 - 6 * s * s + 3 * s * s * s) / 6;
        weights[3][i] = t * t * t / 6;
    }
}
