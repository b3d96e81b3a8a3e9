package ai.medsyn.radiology;

/**
 * A clinical entity: what a report says, in one category. The same concept under another category is another entity
 * (pleural effusion as DISEASE, its absence as NON_DISEASE).
 *
 * @param category one of the five categories
 * @param name canonical lower-case name, for example {@code pleural effusion}
 */
public record Entity(EntityCategory category, String name) implements Comparable<Entity> {

    /** Reads the form that {@link #toString} writes. */
    public static Entity parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("an entity is written CATEGORY:name, not '" + text + "'");
        }
        return new Entity(EntityCategory.valueOf(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public int compareTo(Entity other) {
        int byCategory = category.compareTo(other.category);
        return byCategory != 0 ? byCategory : name.compareTo(other.name);
    }

    /** {@code CATEGORY:name}, the form in which lineage stores an entity. */
    @Override
    public String toString() {
        return category + ":" + name;
    }
}
