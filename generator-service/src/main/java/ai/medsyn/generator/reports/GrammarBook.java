package ai.medsyn.generator.reports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The wordings of particular concepts, from {@code grammar.txt}; its head explains the format. */
final class GrammarBook {

    private static final GrammarBook BUILT_IN = new GrammarBook("grammar.txt");

    private final Map<String, List<String>> findings = new HashMap<>();
    private final Map<String, List<String>> impression = new HashMap<>();

    private GrammarBook(String resource) {
        InputStream stream = GrammarBook.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("the resource " + resource + " is not on the class path");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }

    static GrammarBook builtIn() {
        return BUILT_IN;
    }

    /** Sentences for FINDINGS; empty if the concept takes the general forms. */
    List<String> findings(String concept) {
        return findings.getOrDefault(concept, List.of());
    }

    /** Phrases for IMPRESSION; empty if the concept takes the general forms. */
    List<String> impression(String concept) {
        return impression.getOrDefault(concept, List.of());
    }

    private void line(String line) {
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
