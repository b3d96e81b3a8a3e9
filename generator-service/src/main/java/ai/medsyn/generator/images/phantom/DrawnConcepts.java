package ai.medsyn.generator.images.phantom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which concepts of the lexicon the phantom draws, and how: the table {@code concepts.txt}. */
final class DrawnConcepts {

    private static final Map<FindingKind, List<String>> BY_KIND = read();
    private static final Map<String, List<FindingKind>> BY_CONCEPT = byConcept();

    private DrawnConcepts() {}

    /** What to draw for a concept; empty if the phantom cannot draw it. */
    static List<FindingKind> kinds(String concept) {
        return BY_CONCEPT.getOrDefault(concept, List.of());
    }

    /** The concepts that look like this; the first names its masks. */
    static List<String> of(FindingKind kind) {
        return Objects.requireNonNull(BY_KIND.get(kind), () -> "concepts.txt has no line for " + kind);
    }

    private static Map<FindingKind, List<String>> read() {
        Map<FindingKind, List<String>> concepts = new EnumMap<>(FindingKind.class);
        try (InputStream stream = Objects.requireNonNull(DrawnConcepts.class.getResourceAsStream("concepts.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int bar = line.indexOf('|');
                List<String> names = Arrays.stream(line.substring(bar + 1).split(";"))
                        .map(String::strip)
                        .toList();
                concepts.put(FindingKind.valueOf(line.substring(0, bar).strip()), names);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return concepts;
    }

    private static Map<String, List<FindingKind>> byConcept() {
        Map<String, List<FindingKind>> map = new HashMap<>();
        BY_KIND.forEach((kind, names) -> names.forEach(
                name -> map.computeIfAbsent(name, n -> new ArrayList<>()).add(kind)));
        map.replaceAll((name, kinds) -> List.copyOf(kinds));
        return Map.copyOf(map);
    }
}
