package ai.medsyn.gateway.experiments;

import ai.medsyn.platform.http.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the form of a request. */
record FormChecks(List<Violation> violations) {

    /** Arms, methods, tasks, seeds: what an experiment may list of each. */
    static final int MOST_LISTED = 20;

    private static final String TITLE = "[A-Za-z0-9][A-Za-z0-9 ()+,._-]{0,59}";

    void check(boolean holds, String field, String message, @Nullable Object found) {
        if (!holds) {
            violations.add(new Violation(field, message, found));
        }
    }

    /** A name that stands in the table, other than those before it. */
    void title(String field, String title, Set<String> seen) {
        check(
                title.matches(TITLE),
                field,
                "must be 1 to 60 letters, digits, blanks or any of ()+,._- starting with a letter or digit",
                title);
        check(seen.add(title), field, "must differ from the names before it", title);
    }

    /** @return not more of them than may be listed */
    <T> List<@Nullable T> listed(String field, @Nullable List<@Nullable T> items) {
        List<@Nullable T> found = items == null ? List.of() : items;
        check(
                !found.isEmpty() && found.size() <= MOST_LISTED,
                field,
                "must be 1 to " + MOST_LISTED + " " + field,
                found);
        return found.size() <= MOST_LISTED ? found : found.subList(0, MOST_LISTED);
    }

    int whole(String field, @Nullable Integer given, int otherwise, int least, int most) {
        int value = given == null ? otherwise : given;
        check(value >= least && value <= most, field, "must be from " + least + " to " + most, value);
        return value;
    }
}
