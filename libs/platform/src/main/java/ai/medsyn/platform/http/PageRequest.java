package ai.medsyn.platform.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a listing a client asks for. As a controller's argument it is read from the query parameters {@code limit} and {@code cursor}.
 *
 * @param limit most items wanted, 1 to {@value #MAX_LIMIT}
 * @param cursor where the page before ended, as that page said; null for the first page
 */
public record PageRequest(
        @Min(1) @Max(MAX_LIMIT) int limit, @Nullable String cursor) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a limit from 1 to " + MAX_LIMIT + " expected, found " + limit);
        }
    }

    /** How many rows to fetch: one more than wanted tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * The position after which the page begins.
     *
     * @param listing name of the listing, as given to {@link Cursor#of}
     * @param keys number of keys of its cursors
     * @throws RequestRefused 400 {@code invalid-cursor} when the text is not a cursor of this listing
     */
    public Optional<Cursor> after(String listing, int keys) {
        return cursor == null ? Optional.empty() : Optional.of(Cursor.parse(cursor, listing, keys));
    }
}
