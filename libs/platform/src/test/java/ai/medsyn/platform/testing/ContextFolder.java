package ai.medsyn.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Directories of contexts that test classes share: like these, they live as long as the JVM. */
public final class ContextFolder {

    private ContextFolder() {}

    /** A new one below the temporary directory. */
    public static Path create(String name) {
        try {
            Path folder = Files.createTempDirectory("medsyn-" + name + "-").toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
