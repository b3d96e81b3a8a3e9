package ai.medsyn.generator.images.diffusion;

/**
 * Standard Gaussian values that are a function of (seed, stream, index) and of nothing else, so an image depends neither on its batch nor on the order of
 * drawing.
 *
 * <p>Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011): key = the seed (low word, high word), counter =
 * (block, 0, stream, 0). Each block gives four 32-bit words w; u = (w + 0.5) / 2^32. Two words make two values by Box and Muller: r = sqrt(-2 ln u0), (r
 * cos 2 pi u1, r sin 2 pi u1). Value i comes from block i / 4. {@link StrictMath} makes them the same on every machine. Stream 0 is the initial
 * latents, stream k + 1 the noise of call k.
 */
final class GaussianStream implements NoiseSource {

    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9; // golden ratio
    private static final int WEYL_1 = 0xBB67AE85; // sqrt(3) - 1

    private final long seed;

    GaussianStream(long seed) {
        this.seed = seed;
    }

    /** The initial latents, before any scheduler scales them. */
    @Override
    public float[] latents(int count) {
        return values(0, count);
    }

    /** Noise that a scheduler adds at a call. */
    @Override
    public float[] noise(int call, int count) {
        return values(call + 1, count);
    }

    private float[] values(int stream, int count) {
        float[] values = new float[count];
        for (int block = 0; 4 * block < count; block++) {
            int[] words = philox(new int[] {block, 0, stream, 0}, (int) seed, (int) (seed >>> 32));
            for (int pair = 0; pair < 4; pair += 2) {
                double r = StrictMath.sqrt(-2 * StrictMath.log(unit(words[pair])));
                double angle = 2 * StrictMath.PI * unit(words[pair + 1]);
                set(values, 4 * block + pair, r * StrictMath.cos(angle));
                set(values, 4 * block + pair + 1, r * StrictMath.sin(angle));
            }
        }
        return values;
    }

    private static void set(float[] values, int at, double value) {
        if (at < values.length) {
            values[at] = (float) value;
        }
    }

    /** Never 0 and never 1. */
    private static double unit(int word) {
        return (Integer.toUnsignedLong(word) + 0.5) * 0x1p-32;
    }

    static int[] philox(int[] counter, int key0, int key1) {
        int c0 = counter[0];
        int c1 = counter[1];
        int c2 = counter[2];
        int c3 = counter[3];
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * Integer.toUnsignedLong(c0);
            long p1 = MULTIPLIER_1 * Integer.toUnsignedLong(c2);
            c0 = (int) (p1 >>> 32) ^ c1 ^ key0;
            c2 = (int) (p0 >>> 32) ^ c3 ^ key1;
            c1 = (int) p1;
            c3 = (int) p0;
            key0 += WEYL_0;
            key1 += WEYL_1;
        }
        return new int[] {c0, c1, c2, c3};
    }
}
