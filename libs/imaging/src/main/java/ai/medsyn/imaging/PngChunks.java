package ai.medsyn.imaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** The chunks of a PNG, without decoding any: where they lie, and whether the file is complete and undamaged. */
final class PngChunks {

    /**
     * @param type four ASCII letters
     * @param start first byte of the data
     * @param length bytes of data
     */
    record Chunk(String type, int start, int length) {}

    private PngChunks() {}

    static boolean isPng(byte[] bytes) {
        int length = PngEncoder.SIGNATURE.length;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, PngEncoder.SIGNATURE, 0, length);
    }

    /** All chunks up to IEND; every checksum is verified. */
    static List<Chunk> of(byte[] png) {
        if (!isPng(png)) {
            throw new ImageFormatException("expected a PNG, found other bytes");
        }
        List<Chunk> chunks = new ArrayList<>();
        int at = PngEncoder.SIGNATURE.length;
        while (true) {
            if (png.length - at < 12) {
                throw new ImageFormatException(
                        "the PNG is truncated after " + chunks.size() + " chunks: no IEND chunk");
            }
            int length = intAt(png, at);
            if (length < 0 || length > png.length - at - 12) {
                throw new ImageFormatException("the PNG is truncated: a chunk announces "
                        + Integer.toUnsignedString(length) + " bytes, " + (png.length - at - 12) + " are left");
            }
            Chunk chunk = new Chunk(new String(png, at + 4, 4, StandardCharsets.US_ASCII), at + 8, length);
            verify(png, chunk);
            chunks.add(chunk);
            if (chunk.type().equals("IEND")) {
                return chunks;
            }
            at += 12 + length;
        }
    }

    private static void verify(byte[] png, Chunk chunk) {
        CRC32 crc = new CRC32();
        crc.update(png, chunk.start() - 4, chunk.length() + 4);
        if ((int) crc.getValue() != intAt(png, chunk.start() + chunk.length())) {
            throw new ImageFormatException("the PNG is damaged: wrong checksum of chunk " + chunk.type());
        }
    }

    private static int intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }
}
