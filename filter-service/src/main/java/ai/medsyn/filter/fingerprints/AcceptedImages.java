package ai.medsyn.filter.fingerprints;

import ai.medsyn.imaging.Fingerprint;
import java.util.Arrays;

/**
 * The fingerprints of accepted images in the order of acceptance, searched for the nearest by comparing with every one: four xors and
 * four bit counts each, over one packed array. Exact, and predictable: an index by parts of the code would degrade where images
 * share their background, as radiographs do. A decision on n accepted images costs n (n - 1) / 2 comparisons.
 */
public final class AcceptedImages {

    private static final int WORDS = 4;

    private long[] packed = new long[WORDS * 64];
    private int size;

    public void add(Fingerprint fingerprint) {
        int at = WORDS * size;
        if (at == packed.length) {
            packed = Arrays.copyOf(packed, 2 * packed.length);
        }
        packed[at] = fingerprint.word0();
        packed[at + 1] = fingerprint.word1();
        packed[at + 2] = fingerprint.word2();
        packed[at + 3] = fingerprint.word3();
        size++;
    }

    public int size() {
        return size;
    }

    /**
     * Distance to the nearest of the images accepted as number {@code from} and later, {@link Fingerprint#BITS} if there is none.
     * May be called by several threads while none adds.
     */
    public int nearest(Fingerprint fingerprint, int from) {
        long[] codes = packed;
        int best = Fingerprint.BITS;
        for (int i = WORDS * from; i < WORDS * size; i += WORDS) {
            int distance = Long.bitCount(codes[i] ^ fingerprint.word0())
                    + Long.bitCount(codes[i + 1] ^ fingerprint.word1())
                    + Long.bitCount(codes[i + 2] ^ fingerprint.word2())
                    + Long.bitCount(codes[i + 3] ^ fingerprint.word3());
            best = Math.min(best, distance);
        }
        return best;
    }
}
