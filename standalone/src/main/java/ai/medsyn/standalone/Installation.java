package ai.medsyn.standalone;

import ai.medsyn.standalone.database.LocalPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The directory of one platform: settings, database, artifacts, logs. Only its owner may look into it.
 *
 * @param root absolute path
 */
record Installation(Path root) {

    /** Where data lies unless {@code --data} says otherwise. */
    static Path defaultRoot() {
        return Path.of(System.getProperty("user.home"), ".medsyn");
    }

    static Installation at(Path root) {
        return new Installation(root.toAbsolutePath().normalize());
    }

    /** Makes the directory, readable by its owner only, if it is not there yet. */
    Installation create() {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw CommandFailure.failed(
                    "a directory for the data was expected, found the file " + root + "; choose another with --data");
        }
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createDirectories(logs());
            return this;
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "the data directory " + root + " cannot be made: " + e + "; choose another with --data", e);
        }
    }

    Path artifacts() {
        return root.resolve("artifacts");
    }

    /** Films that may be imported: the root {@code local} of {@code POST /v1/dataset-imports}. */
    Path imports() {
        return root.resolve("imports");
    }

    /** Decoded datasets and checkpoints on their way; safe to delete while nothing trains. */
    Path trainingCache() {
        return root.resolve("training-cache");
    }

    /** Prepared films and checkpoints of heads in training; safe to delete while nothing is evaluated. */
    Path probes() {
        return root.resolve("probes");
    }

    /** Encoders that were trained here: the model root {@code trained}. */
    Path trainedModels() {
        return root.resolve("models").resolve("trained");
    }

    /** What libraries and services unpack and write for as long as they run. */
    Path temporary() {
        return root.resolve("tmp");
    }

    /** Removes what a platform left behind that was killed. */
    void emptyTemporary() throws IOException {
        FileSystemUtils.deleteRecursively(temporary());
        Files.createDirectories(temporary());
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log() {
        return logs().resolve("medsyn.log");
    }

    /** What a platform in the background writes to its standard output: nothing, unless it fails to start. */
    Path console() {
        return logs().resolve("console.log");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    LocalPostgres.ServerFiles postgresFiles() {
        return new LocalPostgres.ServerFiles(postgres(), logs().resolve("postgres.log"), cache());
    }

    /** Where programs are unpacked: shared between installations, or where that place cannot be written, here. */
    private Path cache() {
        Path shared = sharedCache();
        try {
            return Files.isWritable(Files.createDirectories(shared)) ? shared : root.resolve("cache");
        } catch (IOException e) {
            return root.resolve("cache");
        }
    }

    /** For root a place that every user may pass: PostgreSQL may have to run as another one, who cannot enter root's home. */
    private static Path sharedCache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured, "medsyn");
        }
        return "root".equals(System.getProperty("user.name"))
                ? Path.of("/var/cache/medsyn")
                : Path.of(System.getProperty("user.home"), ".cache", "medsyn");
    }

    /** Settings that were chosen at the first start. */
    Path settings() {
        return root.resolve("settings.properties");
    }

    /** With what the gateway signs its tokens for the services. */
    Path signingKey() {
        return root.resolve("signing-key.json");
    }

    /** Who runs on this directory, if anyone. */
    Path running() {
        return root.resolve("running.properties");
    }

    /**
     * Takes the directory for this process until the lock is closed or the process ends, however it ends.
     *
     * @return nothing if another process holds it
     */
    Optional<FileLock> tryLock() throws IOException {
        @Nullable FileLock lock = null;
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process: as much held as by another.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return Optional.ofNullable(lock);
    }
}
