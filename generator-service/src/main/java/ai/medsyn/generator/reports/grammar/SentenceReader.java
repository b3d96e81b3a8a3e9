package ai.medsyn.generator.reports.grammar;

import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.Certainty;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads sentences back: what they say, and with which side, severity, zone and certainty. */
final class SentenceReader {

    private final EntityExtractor extractor;

    SentenceReader(EntityExtractor extractor) {
        this.extractor = extractor;
    }

    /**
     * What a text says.
     *
     * @param entities everything it mentions
     * @param described certainty and attributes of what it states to be there
     */
    record Reading(Set<Entity> entities, Map<Entity, Described> described) {}

    record Described(Certainty certainty, Attributes attributes) {}

    Reading read(String text) {
        Set<Entity> entities = new HashSet<>();
        Map<Entity, Described> described = new HashMap<>();
        for (EntityMention mention : extractor.extract(text)) {
            entities.add(mention.entity());
            if (mention.present()) {
                described.put(mention.entity(), new Described(mention.certainty(), mention.attributes()));
            }
        }
        return new Reading(entities, described);
    }

    /** True if a text says the statements and nothing else, each as its plainest sentence would. */
    boolean says(String text, List<Statement> statements, List<Reading> plainest) {
        Reading reading = read(text);
        Set<Entity> wanted = new HashSet<>();
        statements.forEach(statement -> wanted.addAll(statement.entities()));
        if (!reading.entities().equals(wanted)) {
            return false;
        }
        for (Reading plain : plainest) {
            for (Map.Entry<Entity, Described> entry : plain.described().entrySet()) {
                if (wanted.contains(entry.getKey())
                        && !entry.getValue().equals(reading.described().get(entry.getKey()))) {
                    return false;
                }
            }
        }
        return true;
    }
}
