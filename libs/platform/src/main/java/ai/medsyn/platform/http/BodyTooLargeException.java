package ai.medsyn.platform.http;

import java.io.IOException;

/** A body grew past its limit while it was read. An I/O error, so that every reader stops and passes it on. */
final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;
    private final long limit;

    BodyTooLargeException(long limit) {
        super("the request body exceeds " + limit + " bytes");
        this.limit = limit;
    }

    Problem problem() {
        return problem(limit);
    }

    static Problem problem(long limit) {
        return Problem.of(
                        413,
                        "body-too-large",
                        "A body of at most " + limit + " bytes was expected, found a larger one.")
                .with("limit", limit);
    }
}
