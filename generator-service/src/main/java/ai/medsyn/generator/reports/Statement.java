package ai.medsyn.generator.reports;

import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.Concept;
import ai.medsyn.radiology.ConceptKind;
import java.util.List;

/**
 * One thing that a report will say, in FINDINGS and in IMPRESSION alike.
 *
 * @param concept what it is about
 * @param stated whether it is there, or denied
 * @param attributes side, severity and zone that the seed chose
 * @param places the anatomy entities that come with it
 */
record Statement(Concept concept, boolean stated, Attributes attributes, List<Concept> places) {

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
}
