package ai.medsyn.generator.reports.llm;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.radiology.Concept;
import ai.medsyn.radiology.ConceptKind;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntitySet;
import ai.medsyn.radiology.Lexicon;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What models are told. Every text is a resource whose name ends with its version; a changed text gets a new number, because lineage names the one that
 * was used.
 */
final class PromptBook {

    static final String FINDINGS = "findings-1";
    static final String IMPRESSION = "impression-1";
    private static final String INSTRUCTIONS = "instructions-1";
    private static final String CORRECTION = "correction-1";
    private static final String UNREADABLE = "unreadable-1";

    private final Map<String, String> texts = new TreeMap<>();
    private final Lexicon lexicon;

    PromptBook(Lexicon lexicon) {
        this.lexicon = lexicon;
        List.of(INSTRUCTIONS, FINDINGS, IMPRESSION, CORRECTION, UNREADABLE)
                .forEach(name -> texts.put(name, read(name)));
    }

    private static String read(String name) {
        try (InputStream resource = PromptBook.class.getResourceAsStream(name + ".txt")) {
            if (resource == null) {
                throw new IllegalStateException("the resource " + name + ".txt is not on the class path");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }

    /** sha256 of every prompt by name. */
    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        texts.forEach((name, text) -> digests.put(name, Sha256.of(text).hex()));
        return digests;
    }

    String instructions() {
        return text(INSTRUCTIONS);
    }

    String findings(List<Entity> entities) {
        return text(FINDINGS).replace("{entities}", listed(entities));
    }

    String impression(String findings, List<Entity> entities) {
        return text(IMPRESSION).replace("{entities}", listed(entities)).replace("{findings}", findings);
    }

    String correction(EntitySet.Difference difference) {
        String missing = lines("It must also say", difference.missing());
        return text(CORRECTION).replace("{difference}", missing + lines("It must not say", difference.extra()));
    }

    String unreadable(String problem) {
        return text(UNREADABLE).replace("{problem}", problem);
    }

    private String text(String name) {
        return texts.getOrDefault(name, "");
    }

    private String lines(String head, List<Entity> entities) {
        return entities.isEmpty()
                ? ""
                : head + ": " + entities.stream().map(this::spoken).collect(Collectors.joining("; ")) + ".\n";
    }

    private String spoken(Entity entity) {
        return switch (group(entity)) {
            case PRESENT -> entity.name() + " (present)";
            case ABSENT -> "no " + entity.name() + " (absent)";
            case NORMAL -> entity.name();
            case PLACE -> entity.name() + " (as a location)";
        };
    }

    private enum Group {
        PRESENT("Present, state it"),
        ABSENT("Absent, deny it"),
        NORMAL("Normal, state it"),
        PLACE("Anatomical locations to name");

        private final String head;

        Group(String head) {
            this.head = head;
        }
    }

    private String listed(Collection<Entity> entities) {
        Map<Group, List<String>> groups = entities.stream()
                .collect(Collectors.groupingBy(
                        this::group, TreeMap::new, Collectors.mapping(Entity::name, Collectors.toList())));
        return groups.entrySet().stream()
                .map(group -> group.getKey().head + ":\n- " + String.join("\n- ", group.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private Group group(Entity entity) {
        boolean normal = lexicon.concept(entity.name())
                .map(Concept::kind)
                .filter(ConceptKind.NORMAL::equals)
                .isPresent();
        if (entity.category() == EntityCategory.ANATOMY) {
            return Group.PLACE;
        }
        if (normal) {
            return Group.NORMAL;
        }
        return entity.category() == EntityCategory.DISEASE || entity.category() == EntityCategory.ABNORMALITY
                ? Group.PRESENT
                : Group.ABSENT;
    }
}
