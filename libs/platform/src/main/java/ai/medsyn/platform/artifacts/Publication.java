package ai.medsyn.platform.artifacts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Ways to give a finished draft its name without ever replacing what has that name. */
enum Publication {

    /** A second link to the draft; making it is one atomic step of the file system that fails where the name is taken. */
    HARD_LINK {
        @Override
        void publish(Path draft, Path target) throws IOException {
            try {
                Directories.retrying(target, () -> Files.createLink(target, draft));
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                throw e;
            } catch (FileSystemException | UnsupportedOperationException linksRefused) {
                LOCKED_MOVE.publish(draft, target);
            }
        }
    },

    /** For file systems without hard links: a look and a move under a lock that all writers of the store share. */
    LOCKED_MOVE {
        @Override
        void publish(Path draft, Path target) throws IOException {
            // The draft's directory is the writer's own, its parent the store's.
            Path lock = draft.resolveSibling("..").resolve("publish.lock").normalize();
            synchronized (Publication.class) { // a file lock excludes other processes, not other threads
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    if (!held.isValid() || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                        throw new FileAlreadyExistsException(target.toString());
                    }
                    Directories.retrying(target, () -> Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE));
                }
            }
        }
    };

    /**
     * Publishes a draft.
     *
     * @throws FileAlreadyExistsException if the name is taken, by whatever bytes
     */
    abstract void publish(Path draft, Path target) throws IOException;
}
