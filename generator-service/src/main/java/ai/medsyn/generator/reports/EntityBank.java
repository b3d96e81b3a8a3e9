package ai.medsyn.generator.reports;

import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Lexicon;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The entities that a sampler draws from, and what may stand together. The order of the entities is part of the bank: it
 * decides, with the seed, what is drawn.
 */
public final class EntityBank {

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
    }

    private final Map<EntityCategory, List<Entity>> entities = new EnumMap<>(EntityCategory.class);
    private final Compatibility compatibility;

    /**
     * @param entities the entities in their order; one that stands twice counts once
     * @param compatibility what may stand together
     */
    public EntityBank(List<Entity> entities, Compatibility compatibility) {
        this.compatibility = compatibility;
        Set<Entity> distinct = new LinkedHashSet<>(entities);
        for (EntityCategory category : EntityCategory.values()) {
            this.entities.put(
                    category,
                    distinct.stream()
                            .filter(entity -> entity.category() == category)
                            .toList());
        }
    }

    /** All that the lexicon can say, with its contradictions and places. */
    public static EntityBank of(Lexicon lexicon) {
        List<Entity> entities = new ArrayList<>();
        for (EntityCategory category : EntityCategory.values()) {
            entities.addAll(lexicon.entities(category));
        }
        return new EntityBank(entities, new Compatibility() {
            @Override
            public boolean contradicts(Entity one, Entity other) {
                return lexicon.contradicts(one, other);
            }

            @Override
            public boolean fits(Entity clinical, Entity anatomy) {
                return lexicon.fits(clinical, anatomy);
            }
        });
    }

    /** The entities of one category, in their order. */
    public List<Entity> entities(EntityCategory category) {
        return entities.getOrDefault(category, List.of());
    }

    Compatibility compatibility() {
        return compatibility;
    }
}
