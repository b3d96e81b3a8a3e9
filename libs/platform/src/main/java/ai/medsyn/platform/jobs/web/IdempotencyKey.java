package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request header that makes a repeated POST return the first one's job. Keys belong to a team and a kind of job, and do not expire. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,128}");

    private IdempotencyKey() {}

    /**
     * Checks a key.
     *
     * @param header the header's value; null if there is none
     * @return the same
     * @throws RequestRefused 400 {@code validation-failed} unless it has 1 to 128 printable ASCII characters
     */
    public static @Nullable String check(@Nullable String header) {
        if (header != null && !PRINTABLE.matcher(header).matches()) {
            throw RequestRefused.invalid(
                    List.of(new Violation(HEADER, "must have 1 to 128 printable ASCII characters", header)));
        }
        return header;
    }
}
