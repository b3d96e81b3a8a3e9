package ai.medsyn.vision.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes one {@link Shard}; it appears under its name when it is whole. */
final class ShardWriter implements AutoCloseable {

    private final Path file;
    private final Path draft;
    private final FileChannel channel;
    private final int side;
    private final List<byte[]> texts = new ArrayList<>();
    private final List<Integer> checksums = new ArrayList<>();

    ShardWriter(Path file, int side) throws IOException {
        this.file = file;
        this.side = side;
        this.draft = file.resolveSibling(
                file.getFileName() + ".draft-" + ProcessHandle.current().pid());
        this.channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        channel.position(Shard.HEADER);
    }

    int count() {
        return texts.size();
    }

    void add(PreparedPair pair) throws IOException {
        byte[] text = text(pair);
        CRC32C checksum = new CRC32C();
        checksum.update(pair.pixels());
        checksum.update(text);
        write(ByteBuffer.wrap(pair.pixels()));
        texts.add(text);
        checksums.add((int) checksum.getValue());
    }

    /** Writes texts, index and header, and gives the shard its name. */
    void finish() throws IOException {
        long textStart = channel.position();
        ByteBuffer index = little(texts.size() * Shard.INDEX_ENTRY);
        long offset = textStart + index.capacity();
        for (int i = 0; i < texts.size(); i++) {
            index.putLong(offset).putInt(texts.get(i).length).putInt(checksums.get(i));
            offset += texts.get(i).length;
        }
        CRC32C indexChecksum = new CRC32C();
        indexChecksum.update(index.flip().duplicate());
        write(index);
        for (byte[] text : texts) {
            write(ByteBuffer.wrap(text));
        }
        ByteBuffer header = little(Shard.HEADER)
                .putLong(Shard.MAGIC)
                .putInt(Shard.FORMAT)
                .putInt(texts.size())
                .putInt(side)
                .putInt((int) indexChecksum.getValue())
                .putLong(offset);
        header.position(0).limit(Shard.HEADER);
        channel.position(0);
        write(header);
        channel.force(true);
        channel.close();
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Name, then the texts: their number, and for each its length and pieces; a piece that continues a word is stored as its complement. */
    private static byte[] text(PreparedPair pair) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] name = pair.name().getBytes(StandardCharsets.UTF_8);
        out.writeShort(name.length);
        out.write(name);
        out.writeShort(pair.segments().size());
        for (TextTokenizer.Pieces pieces : pair.segments()) {
            out.writeShort(pieces.length());
            for (int i = 0; i < pieces.length(); i++) {
                out.writeInt(pieces.continues()[i] ? ~pieces.ids()[i] : pieces.ids()[i]);
            }
        }
        return bytes.toByteArray();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
