package ai.medsyn.imaging;

import java.nio.ByteBuffer;

/**
 * A 256-bit difference hash: the image averaged down to 17 x 16, one bit per pair of horizontal neighbours, set where the right one
 * is brighter. Survives resizing, recompression and changes of brightness; near-duplicates lie a few bits apart, unrelated films of
 * the same view about 60 to 100.
 */
public record Fingerprint(long word0, long word1, long word2, long word3) {

    /** Bits, and so the largest distance. */
    public static final int BITS = 256;

    private static final int SIDE = 16;

    public static Fingerprint of(GrayImage image) {
        double[] small = Resize.areaAverages(image, SIDE + 1, SIDE);
        long[] words = new long[4];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int left = y * (SIDE + 1) + x;
                int bit = y * SIDE + x;
                if (small[left + 1] > small[left]) {
                    words[bit >> 6] |= 1L << (63 - (bit & 63));
                }
            }
        }
        return new Fingerprint(words[0], words[1], words[2], words[3]);
    }

    /** Reads what {@link #bytes} wrote. */
    public static Fingerprint of(byte[] bytes) {
        if (bytes.length != BITS / 8) {
            throw new IllegalArgumentException("a fingerprint has " + BITS / 8 + " bytes, found " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Fingerprint(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** 32 bytes, first row first. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BITS / 8)
                .putLong(word0)
                .putLong(word1)
                .putLong(word2)
                .putLong(word3)
                .array();
    }

    /** Differing bits, 0 to 256. */
    public int distance(Fingerprint other) {
        return Long.bitCount(word0 ^ other.word0)
                + Long.bitCount(word1 ^ other.word1)
                + Long.bitCount(word2 ^ other.word2)
                + Long.bitCount(word3 ^ other.word3);
    }
}
