package ai.medsyn.generator.reports.grammar;

import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.Concept;
import ai.medsyn.radiology.ConceptKind;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One thing that a report will say, in FINDINGS and in IMPRESSION alike.
 *
 * @param concept what it is about
 * @param stated whether it is there, or denied
 * @param attributes side, severity and zone that the seed chose
 * @param places the anatomy entities that come with it
 * @param manner how sure the report is of it, and how it has changed
 */
record Statement(Concept concept, boolean stated, Attributes attributes, List<Concept> places, Manner manner) {

    /** How something that is there is said; one of these, so that a sentence stays one. */
    enum Manner {
        PLAIN,
        NEW,
        STABLE,
        WORSE,
        BETTER,
        /** Meant, with reserve: likely, consistent with. */
        LEANING,
        /** Uncertain: possible, suspicious for. */
        POSSIBLE;

        /** True if it compares with an earlier examination. */
        boolean compares() {
            return this == NEW || this == STABLE || this == WORSE || this == BETTER;
        }
    }

    boolean normal() {
        return concept.kind() == ConceptKind.NORMAL;
    }

    boolean denied() {
        return !stated;
    }

    /** True if it is an anatomy without a finding that could lie there. */
    boolean bareAnatomy() {
        return concept.kind() == ConceptKind.ANATOMY;
    }

    /** The entities that it is made of. */
    Set<Entity> entities() {
        Set<Entity> entities = new HashSet<>();
        entities.add(
                new Entity(stated ? concept.kind().stated() : concept.kind().denied(), concept.name()));
        places.forEach(place -> entities.add(new Entity(EntityCategory.ANATOMY, place.name())));
        return entities;
    }
}
