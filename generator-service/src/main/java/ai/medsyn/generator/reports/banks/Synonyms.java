package ai.medsyn.generator.reports.banks;

import ai.medsyn.radiology.Concept;
import ai.medsyn.radiology.ConceptKind;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Lexicon;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One entity for all spellings: case, blanks and punctuation at the edges do not count, and a phrase of the lexicon becomes its concept. The concept also
 * decides the category, within what is stated and what is denied: a corpus that calls a pneumothorax an abnormality means the same disease.
 */
final class Synonyms {

    private final Map<String, Concept> byPhrase = new HashMap<>();

    Synonyms(Lexicon lexicon) {
        for (Concept concept : lexicon.concepts()) {
            concept.phrases().forEach(phrase -> byPhrase.putIfAbsent(phrase, concept));
        }
        // A name is its concept's, whatever phrases others have.
        lexicon.concepts().forEach(concept -> byPhrase.put(concept.name(), concept));
    }

    /** The entity that stands for a category and a name as a corpus gives them; its name may be empty. */
    Entity unify(EntityCategory category, String name) {
        String tidy = tidy(name);
        Concept concept = byPhrase.get(tidy);
        if (concept == null) {
            return new Entity(category, tidy);
        }
        boolean anatomy = category == EntityCategory.ANATOMY;
        if (anatomy != (concept.kind() == ConceptKind.ANATOMY)) {
            return new Entity(category, tidy);
        }
        return new Entity(
                denied(category) ? concept.kind().denied() : concept.kind().stated(), concept.name());
    }

    private static boolean denied(EntityCategory category) {
        return category == EntityCategory.NON_DISEASE || category == EntityCategory.NON_ABNORMALITY;
    }

    private static String tidy(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .replaceAll("^[\\p{Punct} ]+|[\\p{Punct} ]+$", "");
    }
}
