package ai.medsyn.platform.artifacts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are being written. Each store has a directory of its own and holds a lock on a file in it for as long as it lives; a directory
 * whose lock is free belongs to a dead writer and goes away with its drafts. No clock is asked and no process id, so that neither a slow
 * upload nor another machine on the same volume is taken for dead.
 */
final class Drafts implements Closeable {

    /** Directory names of this JVM. POSIX drops a lock when any descriptor of its file closes, so these are never opened to test it. */
    private static final Set<String> MINE = ConcurrentHashMap.newKeySet();

    private static final String LOCK = "lock";

    private final Path incoming;
    private final AtomicLong count = new AtomicLong();
    private @Nullable Own own;

    private record Own(Path directory, FileChannel channel, FileLock lock) {}

    Drafts(Path incoming) {
        this.incoming = incoming;
    }

    /** A fresh name on the store's file system. */
    Path next() throws IOException {
        return directory().resolve(Long.toString(count.incrementAndGet()));
    }

    private synchronized Path directory() throws IOException {
        if (own == null) {
            String name = UUID.randomUUID().toString();
            MINE.add(name);
            Path directory = incoming.resolve(name);
            Files.createDirectories(directory);
            DigestAttribute.warnIfUnsupported(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            own = new Own(directory, channel, channel.lock());
        }
        return own.directory;
    }

    /** Removes what dead writers left. */
    void removeDead() throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(incoming)) {
            for (Path directory : directories) {
                if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                        && !MINE.contains(directory.getFileName().toString())) {
                    removeIfDead(directory);
                }
            }
        } catch (NoSuchFileException e) {
            // A store without a writer yet.
        }
    }

    private static void removeIfDead(Path directory) throws IOException {
        Path lock = directory.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                removeAll(directory);
            }
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            // Being made, or being removed by another process or another store of this one: not ours to touch.
        }
    }

    private static void removeAll(Path directory) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(directory)) {
            for (Path draft : drafts) {
                Files.deleteIfExists(draft);
            }
        }
        Files.deleteIfExists(directory);
    }

    @Override
    public synchronized void close() throws IOException {
        if (own != null) {
            removeAll(own.directory);
            own.channel.close();
            MINE.remove(own.directory.getFileName().toString());
            own = null;
        }
    }
}
