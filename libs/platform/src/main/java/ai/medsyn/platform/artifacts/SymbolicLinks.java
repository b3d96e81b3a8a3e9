package ai.medsyn.platform.artifacts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks for symbolic links between a store's root and its directories. Thousands of objects a second lie in one directory, so what was seen there
 * counts for a second. Whoever could put a link in its place meanwhile may write below the root, and could do so between any look and its use.
 */
final class SymbolicLinks {

    private static final long VALID_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 1024;

    private final Path root;
    /** When a directory and all above it were seen to be no links. */
    private final Map<Path, Long> seen = new ConcurrentHashMap<>();

    SymbolicLinks(Path root) {
        this.root = root;
    }

    /** True if neither {@code directory} nor anything between it and the root is a symbolic link; what does not exist is none. */
    boolean none(Path directory) {
        long now = System.nanoTime();
        Long before = seen.get(directory);
        if (before != null && now - before < VALID_NANOS) {
            return true;
        }
        for (Path path = directory; !path.equals(root); path = Directories.parent(path)) {
            if (Files.isSymbolicLink(path)) {
                return false;
            }
        }
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(directory, now);
        return true;
    }
}
