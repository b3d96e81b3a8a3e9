package ai.medsyn.radiology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code lexicon.txt}; its head explains the format. */
final class LexiconReader {

    private static final Pattern DEFINITION = Pattern.compile("\\$(\\w+)\\s*=\\s*(\\(.*\\))");

    private final PhraseGrammar grammar = new PhraseGrammar();
    private final List<Concept> concepts = new ArrayList<>();

    private LexiconReader() {}

    static List<Concept> read(String resource) {
        LexiconReader reader = new LexiconReader();
        lines(resource).forEach(reader::line);
        return reader.concepts;
    }

    /** The lines of a resource that are neither blank nor a comment. */
    static List<String> lines(String resource) {
        InputStream stream = LexiconReader.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("the resource " + resource + " is not on the class path");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }

    private void line(String line) {
        Matcher definition = DEFINITION.matcher(line);
        if (definition.matches()) {
            grammar.define(definition.group(1), definition.group(2));
        } else if (line.contains("%side")) {
            concept(line.replace("%side", "left"));
            concept(line.replace("%side", "right"));
        } else {
            concept(line);
        }
    }

    private void concept(String line) {
        // The bars that divide a line stand between blanks; those of a group do not.
        String[] fields = line.split("(?<=\\s)\\|(?=\\s|$)", 4);
        if (fields.length < 3) {
            throw new IllegalArgumentException("expected 'kind | name | phrases | details', found '" + line + "'");
        }
        String name = fields[1].trim();
        Set<String> phrases = new LinkedHashSet<>();
        phrases.add(name);
        phrases.addAll(grammar.expandAll(fields[2]));
        Map<String, String> details = details(fields.length > 3 ? fields[3] : "");
        ConceptKind kind = ConceptKind.valueOf(fields[0].trim().toUpperCase(Locale.ROOT));
        concepts.add(new Concept(kind, name, List.copyOf(phrases), usage(details), relations(details)));
    }

    private static Map<String, String> details(String text) {
        Map<String, String> details = new LinkedHashMap<>();
        for (String detail : text.split(";")) {
            int colon = detail.indexOf(':');
            if (colon >= 0) {
                details.put(
                        detail.substring(0, colon).trim(),
                        detail.substring(colon + 1).trim());
            } else if (!detail.isBlank()) {
                details.put(detail.trim(), "");
            }
        }
        return details;
    }

    private static Concept.Usage usage(Map<String, String> details) {
        Concept.Measure measure = details.containsKey("sized")
                ? Concept.Measure.SIZED
                : details.containsKey("graded") ? Concept.Measure.GRADED : Concept.Measure.NONE;
        Concept.Noun noun = details.containsKey("plural")
                ? Concept.Noun.PLURAL
                : details.containsKey("count") ? Concept.Noun.COUNT : Concept.Noun.MASS;
        return new Concept.Usage(
                details.containsKey("sided"),
                details.containsKey("zoned"),
                measure,
                noun,
                details.getOrDefault("at", ""));
    }

    private static Concept.Relations relations(Map<String, String> details) {
        Concept.Polarity polarity = details.containsKey("denied-only")
                ? Concept.Polarity.DENIED_ONLY
                : details.containsKey("stated-only") ? Concept.Polarity.STATED_ONLY : Concept.Polarity.BOTH;
        Set<String> regions = names(details.getOrDefault("sites", details.getOrDefault("region", "")));
        return new Concept.Relations(
                regions,
                names(details.getOrDefault("is", "")),
                names(details.getOrDefault("excludes", "")),
                polarity,
                new Concept.Labels(details.get("chexpert"), details.get("nih")));
    }

    private static Set<String> names(String list) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }
}
