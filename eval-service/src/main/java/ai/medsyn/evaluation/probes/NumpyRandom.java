package ai.medsyn.evaluation.probes;

import org.hipparchus.random.MersenneTwister;

/**
 * The random orders of {@code numpy.random.RandomState(seed)}, which official code draws its subsets and splits with: the films it chose can be
 * chosen again. Verified against numpy's numbers.
 */
final class NumpyRandom {

    private final MersenneTwister bits;

    /** @param seed 0 to 2^31 - 1 */
    NumpyRandom(int seed) {
        bits = new MersenneTwister(seed);
    }

    /** {@code permutation(count)}: Fisher-Yates from the end. */
    int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int j = upTo(i);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    /** {@code random_interval(max)}: the lowest bits that can hold max, drawn again while they are larger. */
    private int upTo(int max) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int drawn;
        do {
            drawn = bits.nextInt() & mask;
        } while (drawn > max);
        return drawn;
    }
}
