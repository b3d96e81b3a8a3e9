package ai.medsyn.platform.models;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.http.RequestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The files of a model as they are on disk now. */
final class ModelFiles {

    /** A model has dozens of files. More means that a location names something else, a home directory for example. */
    private static final int MOST_FILES = 10_000;

    private static final int BUFFER = 1 << 18;

    private ModelFiles() {}

    /**
     * What tells a changed file without reading it.
     *
     * @param bytes its length
     * @param modified nanoseconds of its last change
     */
    record Stamp(long bytes, long modified) {}

    /**
     * Looks at every file.
     *
     * @return stamps by path
     * @throws RequestRefused 400 {@code model-location-refused} if a link leads out of the root, or there are too many files
     */
    static SortedMap<String, Stamp> look(ModelRoots.Place place) {
        SortedMap<String, Stamp> stamps = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(place.path(), FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                check(path, attributes, place);
                if (attributes.isRegularFile()) {
                    stamps.put(
                            name(path, place),
                            new Stamp(
                                    attributes.size(),
                                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
                }
                if (stamps.size() > MOST_FILES) {
                    throw refused("at most " + MOST_FILES + " files were expected, found more");
                }
            }
            return stamps;
        } catch (IOException | UncheckedIOException e) {
            throw unreadable();
        }
    }

    private static void check(Path path, BasicFileAttributes attributes, ModelRoots.Place place) throws IOException {
        if (attributes.isOther()) {
            throw refused("regular files were expected, found the special file '" + name(path, place) + "'");
        }
        // Model caches link files to blobs beside them; that is fine as long as the blobs lie below the same root.
        if (!path.toRealPath().startsWith(place.root())) {
            throw refused("files below the root were expected, found the link '" + name(path, place)
                    + "' that leads out of it");
        }
    }

    /** Reads and digests every file; several at a time, sorted by path. */
    static List<ModelFile> hash(ModelRoots.Place place) {
        try {
            return look(place).keySet().parallelStream()
                    .map(name -> hash(name, path(name, place)))
                    .sorted(Comparator.comparing(ModelFile::path))
                    .toList();
        } catch (UncheckedIOException e) {
            throw unreadable();
        }
    }

    private static ModelFile hash(String name, Path path) {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                bytes += n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelFile(name, bytes, Sha256.ofDigest(digest.digest()));
    }

    /** Relative to the model's directory; a model of one file is named like it. */
    private static String name(Path path, ModelRoots.Place place) {
        Path name =
                path.equals(place.path()) ? path.getFileName() : place.path().relativize(path);
        return name.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static Path path(String name, ModelRoots.Place place) {
        return Files.isRegularFile(place.path()) ? place.path() : place.path().resolve(name);
    }

    private static RequestRefused refused(String message) {
        return RequestRefused.badRequest("model-location-refused", "Refused a model's files: " + message + ".");
    }

    private static RequestRefused unreadable() {
        return RequestRefused.conflict(
                "model-files-unreadable",
                "Readable files were expected, found one that cannot be read or changes meanwhile. Check the rights of the model's files and try again.");
    }
}
