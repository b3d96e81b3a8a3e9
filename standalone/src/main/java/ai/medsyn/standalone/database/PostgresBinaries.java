package ai.medsyn.standalone.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL programs, unpacked once per user from the archive on the class path.
 *
 * @param home the directory that holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {

    /** Major version of the archive, which must equal that of a data directory. */
    static final String MAJOR_VERSION = "18";

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final String FOLDER = "postgres-18.6";

    /**
     * Unpacks the programs below {@code cache} unless an earlier start did. Concurrent callers are safe: the directory appears whole.
     *
     * @throws IOException if this system has no archive or the cache cannot be written
     */
    static PostgresBinaries unpack(Path cache) throws IOException {
        Path home = cache.resolve(FOLDER);
        if (!Files.isDirectory(home)) {
            Files.createDirectories(cache);
            Path partial = Files.createTempDirectory(cache, FOLDER + ".");
            try (InputStream archive = open()) {
                extract(archive, partial);
                publish(partial, home);
            } finally {
                FileSystemUtils.deleteRecursively(partial);
            }
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static InputStream open() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch");
        String name = switch (architecture) {
            case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
            case "aarch64", "arm64" -> "/postgres-linux-arm_64.txz";
            default -> "";
        };
        InputStream archive = system.equals("linux") ? PostgresBinaries.class.getResourceAsStream(name) : null;
        if (archive == null) {
            throw new IOException("the embedded PostgreSQL is built for Linux on x86_64 and arm64, found " + system
                    + " on " + architecture + "; start the services with docker compose instead (docs/operations.md)");
        }
        return archive;
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(
                            "the PostgreSQL archive holds a path outside of its folder: " + entry.getName());
                }
                write(tar, entry, path);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(path, EXECUTABLE);
        }
    }

    private static void publish(Path partial, Path home) throws IOException {
        Files.setPosixFilePermissions(partial, EXECUTABLE);
        try {
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process was faster; its copy is as good.
        }
    }
}
