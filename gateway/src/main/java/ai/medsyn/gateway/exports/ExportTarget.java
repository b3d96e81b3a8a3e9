package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.StoredObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that an export fills, and its checksum list: every file is entered as it is stored, the list itself is stored last. Not
 * thread-safe.
 */
final class ExportTarget implements AutoCloseable {

    /** The checksum list, in the format that {@code sha256sum -c} reads. */
    static final String CHECKSUMS = "MANIFEST.sha256";

    private final ArtifactStore store;
    private final ObjectName prefix;
    private final Path checksums;
    private final OutputStream lines;
    private long files;
    private long bytes;

    ExportTarget(ArtifactStore store, ObjectName prefix, Scratch scratch) throws IOException {
        this.store = store;
        this.prefix = prefix;
        this.checksums = scratch.file(CHECKSUMS);
        this.lines = new BufferedOutputStream(Files.newOutputStream(checksums), 1 << 16);
    }

    ArtifactStore store() {
        return store;
    }

    /** The object name of a file of this export. */
    ObjectName name(String path) {
        return prefix.resolve(path);
    }

    StoredObject put(String path, byte[] content) throws IOException {
        return enter(store.put(name(path), content));
    }

    /** Stores a scratch file and removes it. */
    StoredObject move(Path file, String path) throws IOException {
        StoredObject stored;
        try (InputStream content = Files.newInputStream(file)) {
            stored = enter(store.put(name(path), content));
        }
        Files.delete(file);
        return stored;
    }

    /** Enters a file that the store already holds under this export's prefix. */
    StoredObject enter(StoredObject stored) throws IOException {
        String path = stored.name().value().substring(prefix.value().length() + 1);
        lines.write((stored.sha256() + "  " + path + "\n").getBytes(StandardCharsets.UTF_8));
        files++;
        bytes += stored.bytes();
        return stored;
    }

    ExportResult finish(String format) throws IOException {
        lines.close();
        try (InputStream content = Files.newInputStream(checksums)) {
            StoredObject list = store.put(name(CHECKSUMS), content);
            return new ExportResult(format, prefix, files + 1, bytes + list.bytes(), list.sha256());
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
