package ai.medsyn.benchmarks.transfer;

import ai.medsyn.radiology.Certainty;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.Laterality;
import ai.medsyn.radiology.Lexicon;
import java.util.ArrayList;
import java.util.List;

/**
 * What a text says of a patient, as its extractor reads it.
 *
 * @param stated findings that are or may be there, with their sides
 * @param other denied findings and statements of normality
 */
record Said(List<Finding> stated, List<Entity> other) {

    record Finding(Entity entity, Laterality side) {}

    static Said of(List<EntityMention> mentions) {
        List<Finding> stated = new ArrayList<>();
        List<Entity> other = new ArrayList<>();
        for (EntityMention mention : mentions) {
            EntityCategory category = mention.entity().category();
            boolean finding = category == EntityCategory.DISEASE || category == EntityCategory.ABNORMALITY;
            if (finding && mention.certainty() != Certainty.NEGATED) {
                stated.add(new Finding(mention.entity(), mention.attributes().laterality()));
            } else if (category != EntityCategory.ANATOMY) {
                other.add(mention.entity());
            }
        }
        return new Said(stated, other);
    }

    boolean nothing() {
        return stated.isEmpty() && other.isEmpty();
    }

    /**
     * True if a sentence holds for the patient of a report: what it states is stated there too and not on the other side; what it denies
     * is contradicted by nothing that the report states (a silent report counts as a denial, as in most label sets).
     */
    static boolean holds(Said sentence, Said report, Lexicon lexicon) {
        return sentence.stated.stream()
                        .allMatch(finding -> report.stated.stream().anyMatch(known -> agree(finding, known)))
                && sentence.other.stream()
                        .noneMatch(denied ->
                                report.stated.stream().anyMatch(known -> lexicon.contradicts(denied, known.entity())));
    }

    private static boolean agree(Finding one, Finding other) {
        boolean opposite = one.side() == Laterality.LEFT && other.side() == Laterality.RIGHT
                || one.side() == Laterality.RIGHT && other.side() == Laterality.LEFT;
        return one.entity().equals(other.entity()) && !opposite;
    }
}
