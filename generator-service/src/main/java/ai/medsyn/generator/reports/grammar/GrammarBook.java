package ai.medsyn.generator.reports.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The wordings: templates by kind of statement ({@code templates.txt}) and those of particular concepts ({@code concepts.txt}). */
final class GrammarBook {

    private static final GrammarBook BUILT_IN = new GrammarBook();

    private final Map<String, List<String>> templates = new HashMap<>();
    private final Map<String, List<String>> findings = new HashMap<>();
    private final Map<String, List<String>> impression = new HashMap<>();

    private GrammarBook() {
        String head = "";
        for (String line : lines("templates.txt")) {
            if (line.startsWith("[")) {
                head = line.substring(1, line.length() - 1);
            } else {
                templates.computeIfAbsent(head, any -> new ArrayList<>()).add(line);
            }
        }
        lines("concepts.txt").forEach(this::concept);
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = GrammarBook.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }

    static GrammarBook builtIn() {
        return BUILT_IN;
    }

    /** The templates of a kind of statement. */
    List<String> templates(String kind) {
        List<String> found = templates.get(kind);
        if (found == null) {
            throw new IllegalStateException("templates.txt has no [" + kind + "]");
        }
        return found;
    }

    /** Sentences of a concept for FINDINGS; empty if it takes the general forms. */
    List<String> findings(String concept) {
        return findings.getOrDefault(concept, List.of());
    }

    /** Phrases of a concept for IMPRESSION; empty if it takes the general forms. */
    List<String> impression(String concept) {
        return impression.getOrDefault(concept, List.of());
    }

    private void concept(String line) {
        String[] fields = line.split("\\|");
        if (fields.length != 3) {
            throw new IllegalStateException("expected 'concept | findings | impression', found '" + line + "'");
        }
        findings.put(fields[0].trim(), forms(fields[1]));
        impression.put(fields[0].trim(), forms(fields[2]));
    }

    private static List<String> forms(String field) {
        return Arrays.stream(field.split(";")).map(String::trim).toList();
    }
}
