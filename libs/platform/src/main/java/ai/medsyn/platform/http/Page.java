package ai.medsyn.platform.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a listing.
 *
 * @param items in the listing's order
 * @param nextCursor ask with it for the items after these; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from rows that were fetched with {@link PageRequest#fetch()}.
     *
     * @param position the cursor of a row: the columns that the listing is ordered by
     */
    public static <T> Page<T> of(List<T> fetched, PageRequest request, Function<? super T, Cursor> position) {
        if (fetched.size() <= request.limit()) {
            return new Page<>(fetched, null);
        }
        List<T> items = fetched.subList(0, request.limit());
        return new Page<>(items, position.apply(items.get(items.size() - 1)).encode());
    }

    /** The same page of something else. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<R>(items.stream().<R>map(mapping).toList(), nextCursor);
    }
}
