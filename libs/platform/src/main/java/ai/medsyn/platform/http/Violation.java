package ai.medsyn.platform.http;

import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param field where: a path into the body such as {@code findings[2].weight}, the name of a parameter, or {@code body} for the whole
 * @param message what was expected, for example {@code must be greater than or equal to 1}
 * @param found what was found, shortened to a scalar; null where nothing was
 */
public record Violation(
        String field, String message, @Nullable Object found) {

    private static final int MAX_FOUND = 100;

    public Violation {
        found = shorten(found);
    }

    /** What annotations say against a request, for those who have more to say against it and tell all at once. */
    public static List<Violation> of(Set<? extends ConstraintViolation<?>> broken) {
        return Violations.of(broken);
    }

    /** Whether this is about a field or something within it. */
    public boolean isWithin(String other) {
        return field.equals(other) || field.startsWith(other + ".") || field.startsWith(other + "[");
    }

    /** Only small scalars are repeated to the client: an echo must be neither large nor deep. */
    private static @Nullable Object shorten(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Collection<?> items) {
            return items.size() + " items";
        }
        if (value instanceof Map<?, ?> entries) {
            return entries.size() + " entries";
        }
        if (value instanceof CharSequence
                || value instanceof Enum<?>
                || value.getClass().getName().startsWith("java.")) {
            String text = value.toString();
            return text.length() <= MAX_FOUND ? text : text.substring(0, MAX_FOUND) + "…";
        }
        return null;
    }
}
