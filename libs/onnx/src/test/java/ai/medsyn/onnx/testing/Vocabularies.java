package ai.medsyn.onnx.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Vocabularies of published tokenizers, which are not part of this project. They are looked for in the folder that the system property {@code medsyn.vocab}
 * names, beside the golden values, and in folders {@code vocab} and {@code data/vocab} beside any folder above them: with {@code -Dmedsyn.fixtures=DIR} also in
 * {@code DIR/../data/vocab}.
 */
public final class Vocabularies {

    private static final String PROPERTY = "medsyn.vocab";

    private Vocabularies() {}

    /** The first of these files that is somewhere. */
    public static Optional<Path> find(Path golden, String... names) {
        return places(golden).stream()
                .flatMap(place -> List.of(names).stream().map(place::resolve))
                .filter(Files::exists)
                .findFirst();
    }

    /** Skips the running test, saying what would make it run, if the vocabulary was not found. */
    public static void require(Optional<?> found, String... names) {
        assumeTrue(
                found.isPresent(),
                "SKIPPED: none of " + List.of(names) + " was found; name its folder by -D" + PROPERTY
                        + " or put it into a folder vocab or data/vocab beside the fixtures");
    }

    private static List<Path> places(Path golden) {
        List<Path> places = new ArrayList<>();
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            places.add(Path.of(named));
        }
        Path folder = golden.toAbsolutePath().normalize().getParent();
        places.add(folder);
        for (Path above = folder; above != null; above = above.getParent()) {
            places.add(above.resolve("vocab"));
            places.add(above.resolve("data/vocab"));
        }
        return places;
    }
}
