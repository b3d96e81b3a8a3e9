package ai.medsyn.platform.models;

import ai.medsyn.platform.http.RequestRefused;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds locations below the configured roots, and nothing else. No message tells where a root lies. */
final class ModelRoots {

    /**
     * A place that exists.
     *
     * @param root real path of its root
     * @param path real path of the model's directory or file, below the root
     */
    record Place(Path root, Path path) {}

    private final Map<String, Path> roots;

    ModelRoots(Map<String, Path> roots) {
        this.roots = new TreeMap<>(roots);
    }

    /** Whether this process sees the root of a location. */
    boolean sees(String location) {
        return roots.containsKey(rootOf(location));
    }

    /**
     * The place of a location.
     *
     * @throws RequestRefused 400 {@code model-location-refused} if it is outside of the roots, 404 {@code model-files-not-found} if nothing is there
     */
    Place resolve(String location) {
        Path root = Optional.ofNullable(roots.get(rootOf(location)))
                .orElseThrow(() -> refused(
                        "a location root/path was expected, its root one of " + roots.keySet()
                                + " (medsyn.models.roots)",
                        location));
        String below =
                location.substring(Math.min(location.length(), rootOf(location).length() + 1));
        Path realRoot = real(root, location);
        Path path = relative(below, location);
        Path lexical = realRoot.resolve(path).normalize();
        if (path.isAbsolute() || !lexical.startsWith(realRoot)) {
            throw refused("a location below its root was expected", location);
        }
        Path real = real(lexical, location);
        if (!real.startsWith(realRoot)) {
            throw refused("a location below its root was expected, found a link that leads out of it", location);
        }
        return new Place(realRoot, real);
    }

    private static String rootOf(String location) {
        int slash = location.indexOf('/');
        return slash < 0 ? location : location.substring(0, slash);
    }

    private static Path relative(String text, String location) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refused("a location made of file names was expected", location);
        }
    }

    private static Path real(Path path, String location) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw RequestRefused.notFound(
                    "model-files-not-found",
                    "Files of a model were expected at '" + location
                            + "', found nothing readable. Put them there, or correct the location.");
        }
    }

    private static RequestRefused refused(String expected, String location) {
        return RequestRefused.badRequest(
                "model-location-refused",
                "Refused '" + location + "': " + expected + ". Put the model below a root and name it from there.");
    }
}
