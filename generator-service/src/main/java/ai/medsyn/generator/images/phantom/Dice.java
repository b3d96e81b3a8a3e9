package ai.medsyn.generator.images.phantom;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The random choices of one aspect of one image. Every aspect (patient, ribs, left lung …) has a stream of its own, so that a finding
 * more or less in the text leaves the rest of the patient as it was.
 */
final class Dice {

    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final int QUANTILES = 4096;
    /** Standard normal quantiles at (i + 0.5) / 4096: the same on every JVM, unlike a library's nextGaussian. */
    private static final float[] NORMAL = normalQuantiles();

    private final RandomGenerator random;
    /** The part of every range that {@link #uniform} draws from, as shares of it. */
    private final double low;

    private final double high;

    private Dice(RandomGenerator random, double low, double high) {
        this.random = random;
        this.low = low;
        this.high = high;
    }

    static Dice of(long seed, String aspect) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < aspect.length(); i++) {
            hash = (hash ^ aspect.charAt(i)) * 0x100000001b3L;
        }
        return new Dice(FACTORY.create(seed * 0x9e3779b97f4a7c15L ^ hash), 0, 1);
    }

    /** The same choices with every range narrowed to a part of it, given as shares. */
    Dice within(double from, double to) {
        return new Dice(random, from, to);
    }

    double uniform(double from, double to) {
        return from + (to - from) * (low + (high - low) * random.nextDouble());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A whole number from {@code first} to {@code last}, both possible. */
    int between(int first, int last) {
        return first + (int) (random.nextDouble() * (last - first + 1));
    }

    double normal(double mean, double deviation) {
        return mean + deviation * NORMAL[(int) (random.nextLong() >>> 52)];
    }

    /** Sum of two exponential variables of the given mean each (Gamma with shape 2). */
    double gamma2(double scale) {
        return -scale * StrictMath.log((1 - random.nextDouble()) * (1 - random.nextDouble()));
    }

    /** Fills with standard normal values. */
    void normals(float[] target) {
        int i = 0;
        while (i < target.length) {
            long bits = random.nextLong();
            for (int part = 0; part < 5 && i < target.length; part++) {
                target[i++] = NORMAL[(int) (bits & (QUANTILES - 1))];
                bits >>>= 12;
            }
        }
    }

    private static float[] normalQuantiles() {
        float[] quantiles = new float[QUANTILES];
        double x = -4;
        for (int i = 0; i < QUANTILES / 2; i++) {
            double target = (i + 0.5) / QUANTILES;
            for (int step = 0; step < 60; step++) { // Newton; the cumulative is integrated below
                double density = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
                double difference = cumulative(x) - target;
                x -= difference / density;
                if (StrictMath.abs(difference) < 1e-12) {
                    break;
                }
            }
            quantiles[i] = (float) x;
            quantiles[QUANTILES - 1 - i] = (float) -x;
        }
        return quantiles;
    }

    /** The normal cumulative for x <= 0: its power series near 0, its continued fraction in the tail. */
    private static double cumulative(double x) {
        double density = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
        if (x > -2.5) {
            double term = x;
            double sum = x;
            for (int n = 1; n < 60; n++) {
                term *= x * x / (2 * n + 1);
                sum += term;
            }
            return 0.5 + density * sum;
        }
        double fraction = 0;
        for (int n = 40; n > 0; n--) {
            fraction = n / (-x + fraction);
        }
        return density / (-x + fraction);
    }
}
