package ai.medsyn.platform.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** The directories between a store's root and its files: made on demand, removed when empty, walked in the order of names. */
final class Directories {

    /** A directory can vanish between its making and its use when a last object is deleted; a few rounds settle that. */
    private static final int ROUNDS = 8;

    private Directories() {}

    /** Does something that needs the parent of {@code target}, and makes the parent when it is missing. */
    static void retrying(Path target, FileAction action) throws IOException {
        for (int round = 1; ; round++) {
            try {
                action.run();
                return;
            } catch (NoSuchFileException e) {
                if (round == ROUNDS) {
                    throw e;
                }
                Files.createDirectories(parent(target));
            }
        }
    }

    /** The directory of an object's file: always there, since objects lie below a root. */
    static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    /** Whether a directory on the way to {@code target} is a file in truth, so that nothing can lie behind it. */
    static boolean behindFile(Path target, Path root) {
        for (Path path = parent(target); !path.equals(root); path = parent(path)) {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    /** Work on files. */
    interface FileAction {
        void run() throws IOException;
    }

    /** Removes a directory and its parents below {@code root} as far as they are empty. */
    static void removeEmpty(Path directory, Path root) throws IOException {
        for (Path path = directory; !path.equals(root); path = parent(path)) {
            try {
                Files.delete(path);
            } catch (NoSuchFileException e) {
                continue;
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    /** Forces the directory entries on the way from {@code root} to {@code target} to the disk. */
    static void force(Path target, Path root) throws IOException {
        Path directory = target;
        do {
            directory = parent(directory);
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } while (!directory.equals(root));
    }

    /**
     * The regular files below a directory, sorted by whole name: {@code a-b} before {@code a/b} before {@code ab}, the order of object
     * stores. One directory at a time is held in memory; links and names that no object can have are passed over.
     */
    static Stream<Path> files(Path directory) {
        return children(directory).flatMap(entry -> entry.directory ? files(entry.path) : Stream.of(entry.path));
    }

    private record Entry(Path path, boolean directory, String key) {
        static Entry of(Path path) {
            boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            String name = path.getFileName().toString();
            return new Entry(path, directory, directory ? name + "/" : name);
        }
    }

    private static Stream<Entry> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children
                    .filter(child -> ObjectName.isSegment(child.getFileName().toString()))
                    .filter(child -> !Files.isSymbolicLink(child))
                    .map(Entry::of)
                    .sorted(Comparator.comparing(Entry::key))
                    .toList()
                    .stream();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the artifact store cannot list a directory", e);
        }
    }
}
