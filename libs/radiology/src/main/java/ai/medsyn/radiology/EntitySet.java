package ai.medsyn.radiology;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a report says, as a set: order, repetition, side, severity and hedging do not count; category and concept do.
 *
 * <p>Anatomy counts wherever it is named as a thing of its own ({@code in the left lower lobe}). Words that are part of a
 * finding's name ({@code rib fracture}) or only place it ({@code left basilar}) are not anatomy entities.
 */
public record EntitySet(SortedSet<Entity> entities) {

    public EntitySet {
        entities = Collections.unmodifiableSortedSet(new TreeSet<>(entities));
    }

    /** The set of the given entities. */
    public static EntitySet of(Collection<Entity> entities) {
        return new EntitySet(new TreeSet<>(entities));
    }

    /** What the mentions say together. */
    public static EntitySet ofMentions(Collection<EntityMention> mentions) {
        return of(mentions.stream().map(EntityMention::entity).toList());
    }

    /** How this set, as found in a text, departs from the requested one. */
    public Difference against(EntitySet requested) {
        return new Difference(minus(requested.entities, entities), minus(entities, requested.entities));
    }

    private static List<Entity> minus(SortedSet<Entity> from, SortedSet<Entity> without) {
        return from.stream().filter(entity -> !without.contains(entity)).toList();
    }

    /**
     * A departure from what was requested.
     *
     * @param missing requested, not found
     * @param extra found, not requested
     */
    public record Difference(List<Entity> missing, List<Entity> extra) {

        /** True if the text says exactly what was requested. */
        public boolean none() {
            return missing.isEmpty() && extra.isEmpty();
        }
    }
}
