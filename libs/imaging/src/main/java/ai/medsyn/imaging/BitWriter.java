package ai.medsyn.imaging;

import java.util.Arrays;

/** Bits into bytes, lowest bit first. */
final class BitWriter {

    private byte[] bytes;
    private int size;
    private long pending;
    private int pendingBits;

    BitWriter(int expectedBytes) {
        bytes = new byte[Math.max(16, expectedBytes)];
    }

    /** Appends the lowest {@code count} bits of the value, at most 24. */
    void bits(int value, int count) {
        pending |= (long) value << pendingBits;
        pendingBits += count;
        while (pendingBits >= 8) {
            append((byte) pending);
            pending >>>= 8;
            pendingBits -= 8;
        }
    }

    /** Pads to a whole byte, appends a big-endian trailer and returns everything. */
    byte[] finish(int trailer) {
        if (pendingBits > 0) {
            append((byte) pending);
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            append((byte) (trailer >>> shift));
        }
        return Arrays.copyOf(bytes, size);
    }

    private void append(byte value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = value;
    }
}
