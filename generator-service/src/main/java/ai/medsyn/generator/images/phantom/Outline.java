package ai.medsyn.generator.images.phantom;

import java.util.function.DoubleUnaryOperator;

/** A length as a smooth function of height: knots joined linearly, then rounded. */
final class Outline {

    private static final double BOTTOM = -50;
    private static final double STEP = 0.2;
    private static final int STEPS = 500;
    private static final int ROUNDING = 7;

    private final float[] values = new float[STEPS];

    /** A function that is smooth already. */
    Outline(DoubleUnaryOperator length) {
        for (int i = 0; i < STEPS; i++) {
            values[i] = (float) length.applyAsDouble(BOTTOM + i * STEP);
        }
    }

    /**
     * @param heights ascending, cm
     * @param lengths at these heights, cm
     */
    Outline(double[] heights, double[] lengths) {
        this(z -> linear(heights, lengths, z));
        for (int pass = 0; pass < 3; pass++) {
            round();
        }
    }

    float at(float z) {
        float scaled = Shape.clamp((float) ((z - BOTTOM) / STEP), 0, STEPS - 1.001f);
        int i = (int) scaled;
        return values[i] + (scaled - i) * (values[i + 1] - values[i]);
    }

    /** Least and greatest length between two heights. */
    double[] range(double bottom, double top) {
        double least = at((float) bottom);
        double greatest = least;
        for (double z = bottom; z < top + STEP; z += STEP) {
            least = Math.min(least, at((float) z));
            greatest = Math.max(greatest, at((float) z));
        }
        return new double[] {least, greatest};
    }

    private void round() {
        float[] before = values.clone();
        for (int i = 0; i < STEPS; i++) {
            float sum = 0;
            for (int k = -ROUNDING; k <= ROUNDING; k++) {
                sum += before[Math.max(0, Math.min(STEPS - 1, i + k))];
            }
            values[i] = sum / (2 * ROUNDING + 1);
        }
    }

    private static double linear(double[] heights, double[] lengths, double z) {
        int last = heights.length - 1;
        if (z <= heights[0]) {
            return lengths[0];
        }
        for (int i = 1; i <= last; i++) {
            if (z <= heights[i]) {
                return Shape.mix(lengths[i - 1], lengths[i], (z - heights[i - 1]) / (heights[i] - heights[i - 1]));
            }
        }
        return lengths[last];
    }
}
