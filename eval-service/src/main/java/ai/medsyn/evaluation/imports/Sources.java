package ai.medsyn.evaluation.imports;

import ai.medsyn.evaluation.imports.ImportSpec.Source;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The folders that imports read: those below the configured roots, and unpacked uploads. No message tells where one lies. */
@Component
class Sources {

    private static final int KEPT = 4;

    private final Map<String, Path> roots;
    private final ImportSettings settings;
    private final ArtifactStore store;
    /** Least recently used first; folders know where their images lie, and archives are unpacked once. */
    private final Map<Source, SourceFolder> open = new LinkedHashMap<>(KEPT, 0.75f, true);

    Sources(ImportSettings settings, ArtifactStore store) {
        this.roots = new TreeMap<>(settings.roots());
        this.settings = settings;
        this.store = store;
    }

    /** What is wrong with a source, told before a job is queued. */
    Optional<Violation> violation(Source source) {
        if ((source.location() == null) == (source.upload() == null)) {
            return Optional.of(new Violation("source", "must have either a location or an upload", source.location()));
        }
        if (source.location() != null && place(source.location()).isEmpty()) {
            return Optional.of(new Violation(
                    "source.location",
                    "must be root/path of a readable folder, its root one of " + roots.keySet()
                            + " (medsyn.imports.roots)",
                    source.location()));
        }
        return Optional.empty();
    }

    /**
     * The files of a source.
     *
     * @throws JobFailure if it is not there (any more)
     */
    synchronized SourceFolder open(Source source) throws IOException {
        SourceFolder known = open.get(source);
        if (known != null) {
            return known;
        }
        SourceFolder folder = new SourceFolder(directory(source), settings.mostFiles());
        if (open.size() >= KEPT) {
            open.remove(open.keySet().iterator().next());
        }
        open.put(source, folder);
        return folder;
    }

    private Path directory(Source source) throws IOException {
        if (source.upload() != null) {
            return new Archive(settings.largestArchive().toBytes(), settings.mostFiles())
                    .unpack(store, new ObjectName(source.upload()));
        }
        return Optional.ofNullable(source.location())
                .flatMap(this::place)
                .orElseThrow(() -> new JobFailure(
                        "source-missing",
                        "expected a readable folder at '" + source.location() + "', found none; its root is one of "
                                + roots.keySet()));
    }

    private Optional<Path> place(String location) {
        int slash = location.indexOf('/');
        Path root = roots.get(slash < 0 ? location : location.substring(0, slash));
        if (root == null) {
            return Optional.empty();
        }
        try {
            Path real = root.toRealPath();
            Path place = slash < 0
                    ? real
                    : real.resolve(location.substring(slash + 1)).normalize();
            boolean below = place.startsWith(real) && place.toRealPath().startsWith(real) && Files.isDirectory(place);
            return below ? Optional.of(place) : Optional.empty();
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    /** Names of the configured roots. */
    List<String> roots() {
        return List.copyOf(roots.keySet());
    }
}
