package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.jobs.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a source. No path leaves its folder, whatever a table says and wherever links lead. */
final class SourceFolder {

    private final Path root;
    private final int mostFiles;
    private @Nullable Map<String, List<Path>> byName;

    /** @param root an existing directory */
    SourceFolder(Path root, int mostFiles) throws IOException {
        this.root = root.toRealPath();
        this.mostFiles = mostFiles;
    }

    /** The file at a path below the folder. */
    Optional<Path> at(String path) {
        try {
            Path file = root.resolve(path).normalize();
            boolean readable = file.startsWith(root)
                    && Files.isRegularFile(file)
                    && file.toRealPath().startsWith(root);
            return readable ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException | IOException noFile) {
            return Optional.empty();
        }
    }

    /** The file at a path below the folder or, if none is there, all files of that name: data sets spread their images over folders. */
    List<Path> find(String image) throws IOException {
        Optional<Path> exact = at(image);
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        String name = image.substring(image.lastIndexOf('/') + 1);
        return name.isEmpty() ? List.of() : byName().getOrDefault(name, List.of());
    }

    private synchronized Map<String, List<Path>> byName() throws IOException {
        if (byName == null) {
            Map<String, List<Path>> found = new HashMap<>();
            int count = 0;
            try (Stream<Path> files = Files.walk(root)) { // does not follow links
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    if (++count > mostFiles) {
                        throw new JobFailure(
                                "import-too-large",
                                "expected at most " + mostFiles
                                        + " files below the source, found more; import a part of it");
                    }
                    found.computeIfAbsent(file.getFileName().toString(), name -> new ArrayList<>())
                            .add(file);
                }
            }
            byName = found;
        }
        return byName;
    }
}
