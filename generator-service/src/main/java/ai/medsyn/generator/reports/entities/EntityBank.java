package ai.medsyn.generator.reports.entities;

import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Lexicon;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The entities that a sampler draws from, how often their source mentions them, and what may stand together. The order of the entities is part of the
 * bank: it decides, with the seed, what is drawn.
 */
public final class EntityBank {

    /**
     * An entity of a bank.
     *
     * @param reports reports of the source that mention it, {@code >= 1}; 1 where there is no source
     */
    public record Entry(Entity entity, int reports) {

        public Entry {
            if (reports < 1) {
                throw new IllegalArgumentException(
                        "an entity of a bank is mentioned at least once, found " + reports + " for " + entity);
            }
        }
    }

    private final Map<EntityCategory, List<Entry>> entries = new EnumMap<>(EntityCategory.class);
    private final Set<Entity> known = new HashSet<>();
    private final Compatibility compatibility;

    /**
     * @param entries the entities in their order; one that stands twice counts once
     * @param compatibility what may stand together
     */
    public EntityBank(List<Entry> entries, Compatibility compatibility) {
        this.compatibility = compatibility;
        for (EntityCategory category : EntityCategory.values()) {
            this.entries.put(category, new ArrayList<>());
        }
        for (Entry entry : entries) {
            if (known.add(entry.entity())) {
                entries(entry.entity().category()).add(entry);
            }
        }
    }

    /** All that the lexicon can say, each as often as the others, with its contradictions and places. */
    public static EntityBank of(Lexicon lexicon) {
        List<Entry> entries = new ArrayList<>();
        for (EntityCategory category : EntityCategory.values()) {
            lexicon.entities(category).forEach(entity -> entries.add(new Entry(entity, 1)));
        }
        return new EntityBank(entries, Compatibility.of(lexicon));
    }

    /** The entities of one category, in their order. */
    public List<Entry> entries(EntityCategory category) {
        return entries.getOrDefault(category, List.of());
    }

    /** How many entities it has, clinical or anatomical. */
    public int size(boolean clinical) {
        int size = 0;
        for (EntityCategory category : EntityCategory.values()) {
            size += category.clinical() == clinical ? entries(category).size() : 0;
        }
        return size;
    }

    public boolean contains(Entity entity) {
        return known.contains(entity);
    }

    public Compatibility compatibility() {
        return compatibility;
    }
}
