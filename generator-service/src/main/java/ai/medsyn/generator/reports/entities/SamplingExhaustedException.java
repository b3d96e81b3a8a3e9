package ai.medsyn.generator.reports.entities;

import org.jspecify.annotations.Nullable;

/** The entities that are left cannot make the sets that were asked for. */
public final class SamplingExhaustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SamplingExhaustedException(String message) {
        this(message, null);
    }

    SamplingExhaustedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
