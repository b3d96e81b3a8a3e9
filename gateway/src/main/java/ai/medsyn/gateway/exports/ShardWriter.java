package ai.medsyn.gateway.exports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** One tar shard in the making. Headers hold nothing but name, size and mode 0644: no time, no owner. */
final class ShardWriter implements AutoCloseable {

    private static final FileTime EPOCH = FileTime.fromMillis(0);
    private static final int HEADER = 512;
    private static final int BLOCK = 10_240;

    private final Path file;
    private final TarArchiveOutputStream tar;
    private int samples;
    private long bytes;

    ShardWriter(Path file) throws IOException {
        this.file = file;
        this.tar = new TarArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), BLOCK, StandardCharsets.UTF_8.name());
    }

    /** Bytes that a file of this size takes in a shard. */
    static long sizeOf(int content) {
        return HEADER + (content + HEADER - 1L) / HEADER * HEADER;
    }

    void add(String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setLastModifiedTime(EPOCH);
        entry.setMode(0644);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        bytes += sizeOf(content.length);
    }

    /** Counts the files added since the last call as one sample. */
    void sampleDone() {
        samples++;
    }

    /** True if one more sample of this size would pass a limit; never for an empty shard. */
    boolean isFullFor(long more, ExportProperties limits) {
        return samples > 0
                && (samples >= limits.shardSamples()
                        || bytes + more > limits.shardBytes().toBytes());
    }

    /** Closes the archive and gives its file. */
    Path finish() throws IOException {
        tar.close();
        return file;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
