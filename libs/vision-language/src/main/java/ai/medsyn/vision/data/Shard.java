package ai.medsyn.vision.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of prepared pairs, mapped into memory. Format (header and index little-endian, texts big-endian):
 *
 * <pre>
 *   0     u64 magic, u32 format, u32 pairs n, u32 side s, u32 CRC-32C of the index, u64 length of the file; zeros up to 4096
 *   4096  n images of s * s bytes
 *         index: n times u64 offset and u32 length of the text record, u32 CRC-32C of image and text record
 *         n text records: u16 length and UTF-8 bytes of the name, u16 number of texts,
 *                         each u16 number of pieces and i32 per piece (its complement if it continues a word)
 * </pre>
 *
 * <p>The checksum of a pair is compared whenever the pair is read: at several GB/s it costs nothing, and a flipped bit on a disk names its
 * pair instead of spoiling a run.
 */
final class Shard {

    static final int FORMAT = 1;
    static final int HEADER = 4096;
    static final int INDEX_ENTRY = 16;
    /** "MEDSHARD" in ASCII. */
    static final long MAGIC = 0x445241485344454DL;

    private final Path file;
    private final MappedByteBuffer bytes;
    private final int count;
    private final int side;

    private Shard(Path file, MappedByteBuffer bytes, int count, int side) {
        this.file = file;
        this.bytes = bytes;
        this.count = count;
        this.side = side;
    }

    /**
     * Maps a shard.
     *
     * @throws IOException if it cannot be read, or is no whole shard
     */
    static Shard open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < HEADER || size > Integer.MAX_VALUE) {
                throw broken(file, "expected 4096 bytes to 2 GB, found " + size);
            }
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.getLong(0) != MAGIC || bytes.getInt(8) != FORMAT) {
                throw broken(file, "expected a shard of format " + FORMAT + ", found something else");
            }
            Shard shard = new Shard(file, bytes, bytes.getInt(12), bytes.getInt(16));
            long images = (long) shard.count * shard.side * shard.side;
            long least = HEADER + images + (long) shard.count * INDEX_ENTRY;
            if (bytes.getLong(24) != size || shard.count < 0 || shard.side <= 0 || least > size) {
                throw broken(file, "expected " + bytes.getLong(24) + " bytes, found " + size);
            }
            CRC32C checksum = new CRC32C();
            checksum.update(bytes.slice(shard.index(0), shard.count * INDEX_ENTRY));
            if ((int) checksum.getValue() != bytes.getInt(20)) {
                throw broken(file, "its index does not have its checksum");
            }
            return shard;
        }
    }

    private static IOException broken(Path file, String reason) {
        return new IOException("shard " + file.getFileName() + " is damaged: " + reason
                + "; delete its directory and it is prepared again");
    }

    int count() {
        return count;
    }

    int side() {
        return side;
    }

    private int index(int sample) {
        return HEADER + count * side * side + sample * INDEX_ENTRY;
    }

    /**
     * Copies the pixels of a pair and checks them and its text.
     *
     * @param pixels takes side * side values
     * @throws CorruptSampleException if the bytes are not those that were written
     */
    void read(int sample, byte[] pixels) throws CorruptSampleException {
        bytes.get(HEADER + sample * side * side, pixels, 0, side * side);
        CRC32C checksum = new CRC32C();
        checksum.update(pixels, 0, side * side);
        checksum.update(text(sample));
        if ((int) checksum.getValue() != bytes.getInt(index(sample) + 12)) {
            throw new CorruptSampleException(
                    name(sample),
                    "its bytes in shard " + file.getFileName()
                            + " do not have the checksum they were written with; delete its directory and it is prepared again",
                    null);
        }
    }

    private ByteBuffer text(int sample) {
        int entry = index(sample);
        return bytes.slice((int) bytes.getLong(entry), bytes.getInt(entry + 8)).order(ByteOrder.BIG_ENDIAN);
    }

    String name(int sample) {
        ByteBuffer text = text(sample);
        int length = Math.min(Short.toUnsignedInt(text.getShort()), text.remaining());
        byte[] name = new byte[length];
        text.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** The texts of a pair. Call after {@link #read}, which checks them. */
    List<TextTokenizer.Pieces> segments(int sample) {
        ByteBuffer text = text(sample);
        text.position(Short.BYTES + Short.toUnsignedInt(text.getShort(0)));
        int count = Short.toUnsignedInt(text.getShort());
        List<TextTokenizer.Pieces> segments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = Short.toUnsignedInt(text.getShort());
            int[] ids = new int[length];
            boolean[] continues = new boolean[length];
            for (int k = 0; k < length; k++) {
                int piece = text.getInt();
                continues[k] = piece < 0;
                ids[k] = piece < 0 ? ~piece : piece;
            }
            segments.add(new TextTokenizer.Pieces(ids, continues));
        }
        return segments;
    }
}
