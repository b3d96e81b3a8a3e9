package ai.medsyn.generator.reports.entities;

import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Lexicon;

/** What may stand together in one report. */
public interface Compatibility {

    /** Nothing contradicts, everything fits. */
    Compatibility ALWAYS = new Compatibility() {
        @Override
        public boolean contradicts(Entity one, Entity other) {
            return false;
        }

        @Override
        public boolean fits(Entity clinical, Entity anatomy) {
            return true;
        }
    };

    /** True if no report can truthfully say both clinical entities. */
    boolean contradicts(Entity one, Entity other);

    /** True if a clinical entity may be placed at an anatomy. */
    boolean fits(Entity clinical, Entity anatomy);

    /**
     * The relations of a lexicon. What it does not know fits anywhere and contradicts only its own denial: an entity of the same name whose category
     * says the opposite.
     */
    static Compatibility of(Lexicon lexicon) {
        return new Compatibility() {
            @Override
            public boolean contradicts(Entity one, Entity other) {
                boolean denied = one.name().equals(other.name()) && stated(one) != stated(other);
                return denied || lexicon.contradicts(one, other);
            }

            @Override
            public boolean fits(Entity clinical, Entity anatomy) {
                return lexicon.fits(clinical, anatomy);
            }
        };
    }

    private static boolean stated(Entity entity) {
        return entity.category() == EntityCategory.DISEASE || entity.category() == EntityCategory.ABNORMALITY;
    }
}
