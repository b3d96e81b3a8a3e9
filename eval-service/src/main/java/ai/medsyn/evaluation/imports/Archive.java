package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.jobs.JobFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Unpacks an uploaded archive into a folder of its own that ends with the process. No entry leaves it, links and special files are passed over, and
 * what would become too large is refused while it is unpacked.
 */
final class Archive {

    private final long mostBytes;
    private final int mostFiles;
    private long bytes;
    private int files;

    Archive(long mostBytes, int mostFiles) {
        this.mostBytes = mostBytes;
        this.mostFiles = mostFiles;
    }

    /**
     * @throws JobFailure if the object is no archive (zip, tar, tar.gz), broken or too large
     */
    Path unpack(ArtifactStore store, ObjectName object) throws IOException {
        Path target = Files.createTempDirectory("medsyn-import");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(target.toFile())));
        try (InputStream stored = new BufferedInputStream(store.open(object));
                InputStream plain = gunzip(stored);
                ArchiveInputStream<?> archive = new ArchiveStreamFactory().createArchiveInputStream(plain)) {
            for (ArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (!entry.isDirectory() && archive.canReadEntryData(entry) && isFile(entry)) {
                    write(archive, target, entry.getName());
                }
            }
            return target;
        } catch (ArchiveException e) {
            throw new JobFailure(
                    "archive-broken", "expected a zip, tar or tar.gz archive, found: " + e.getMessage(), e);
        }
    }

    private static boolean isFile(ArchiveEntry entry) {
        return !(entry instanceof org.apache.commons.compress.archivers.tar.TarArchiveEntry tar) || tar.isFile();
    }

    private static InputStream gunzip(InputStream stored) throws IOException {
        stored.mark(2);
        boolean gzip = stored.read() == 0x1F && stored.read() == 0x8B;
        stored.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(stored)) : stored;
    }

    private void write(InputStream entry, Path target, String name) throws IOException {
        if (++files > mostFiles) {
            throw new JobFailure("archive-too-large", "expected at most " + mostFiles + " files, found more");
        }
        Path file = place(target, name);
        Files.createDirectories(file.getParent());
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw new JobFailure(
                            "archive-too-large",
                            "expected at most " + mostBytes + " unpacked bytes (medsyn.imports.largest-archive), found"
                                    + " more");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static Path place(Path target, String name) {
        try {
            Path file = target.resolve(name).normalize();
            if (file.startsWith(target) && !file.equals(target)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw escape(name, e);
        }
        throw escape(name, null);
    }

    private static JobFailure escape(String name, @org.jspecify.annotations.Nullable Throwable cause) {
        return new JobFailure(
                "archive-broken",
                "expected entries below the archive's root, found '" + name.replaceAll("\\p{Cntrl}", "?") + "'",
                cause);
    }
}
