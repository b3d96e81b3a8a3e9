package ai.medsyn.generator.images.phantom;

/**
 * Elementary functions for per-pixel use. Tables filled by StrictMath and interpolated linearly: as fast as intrinsics, and the same
 * bits on every JVM, which intrinsics do not promise.
 */
final class Shape {

    private static final int EXP_RANGE = 20;
    private static final int EXP_STEPS = 256;
    private static final float[] EXP = new float[EXP_RANGE * EXP_STEPS + 2];
    private static final int LOG_STEPS = 4096;
    private static final float[] LOG = new float[LOG_STEPS + 2];
    private static final float LN2 = 0.6931472f;

    static {
        for (int i = 0; i < EXP.length; i++) {
            EXP[i] = (float) StrictMath.exp(-(double) i / EXP_STEPS);
        }
        for (int i = 0; i < LOG.length; i++) {
            LOG[i] = (float) StrictMath.log1p((double) i / LOG_STEPS);
        }
    }

    private Shape() {}

    /** exp(-x) for x >= 0; 0 beyond 20. */
    static float expNegative(float x) {
        float scaled = x * EXP_STEPS;
        if (!(scaled < EXP_RANGE * EXP_STEPS)) {
            return 0;
        }
        int i = (int) scaled;
        return EXP[i] + (scaled - i) * (EXP[i + 1] - EXP[i]);
    }

    /** exp(-x^2 / 2), a bell of height 1 and standard deviation 1. */
    static float bell(float x) {
        return expNegative(0.5f * x * x);
    }

    /** Natural logarithm of a normal positive number. */
    static float log(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = (bits >>> 23) - 127;
        float mantissa = ((bits & 0x7FFFFF) * (1f / (1 << 23))) * LOG_STEPS;
        int i = (int) mantissa;
        return exponent * LN2 + LOG[i] + (mantissa - i) * (LOG[i + 1] - LOG[i]);
    }

    /** 0 at {@code from}, 1 at {@code to}, smooth between (either may be the larger). */
    static float step(float from, float to, float x) {
        float t = clamp((x - from) / (to - from));
        return t * t * (3 - 2 * t);
    }

    static float clamp(float x) {
        return x < 0 ? 0 : x > 1 ? 1 : x;
    }

    static float clamp(float x, float min, float max) {
        return x < min ? min : x > max ? max : x;
    }

    static double mix(double from, double to, double share) {
        return from + (to - from) * share;
    }

    /** A function on [0, 1], tabulated. */
    static final class Table {

        private static final int STEPS = 512;
        private final float[] values = new float[STEPS + 2];

        Table(java.util.function.DoubleUnaryOperator function) {
            for (int i = 0; i <= STEPS; i++) {
                values[i] = (float) function.applyAsDouble((double) i / STEPS);
            }
            values[STEPS + 1] = values[STEPS];
        }

        /** The function at x; outside [0, 1] its value at the nearer end. */
        float at(float x) {
            float scaled = clamp(x) * STEPS;
            int i = (int) scaled;
            return values[i] + (scaled - i) * (values[i + 1] - values[i]);
        }
    }
}
