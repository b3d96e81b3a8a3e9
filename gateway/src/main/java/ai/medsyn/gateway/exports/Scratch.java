package ai.medsyn.gateway.exports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A temporary directory for one export, gone with it. */
final class Scratch implements AutoCloseable {

    private final Path directory;

    Scratch(@Nullable Path parent) throws IOException {
        if (parent == null) {
            directory = Files.createTempDirectory("medsyn-export");
        } else {
            directory = Files.createTempDirectory(Files.createDirectories(parent), "medsyn-export");
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
