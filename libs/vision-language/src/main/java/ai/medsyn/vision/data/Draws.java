package ai.medsyn.vision.data;

/**
 * Random numbers by counter: draw k of a key is a hash of both (SplitMix64, Steele et al., OOPSLA 2014). Immutable, so there is no state to
 * save or share; {@link #at} derives independent keys.
 */
final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long key;

    private Draws(long key) {
        this.key = key;
    }

    static Draws of(long seed) {
        return new Draws(mix(seed + GOLDEN));
    }

    /** The draws of one place: an epoch, a sample, a purpose. */
    Draws at(long place) {
        return new Draws(mix(key ^ mix(place * GOLDEN + 1)));
    }

    /** 64 random bits. */
    long bits(long k) {
        return mix(key + (k + 1) * GOLDEN);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    double uniform(long k) {
        return (bits(k) >>> 11) * 0x1.0p-53;
    }

    /** Uniform among 0 to bound - 1; the bias of the multiplication is below bound / 2^64. */
    int below(long k, int bound) {
        return (int) Math.multiplyHigh(bits(k) >>> 1, (long) bound << 1);
    }

    /** A random order of 0 to count - 1 (Fisher-Yates). */
    int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }
}
