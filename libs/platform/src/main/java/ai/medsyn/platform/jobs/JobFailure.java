package ai.medsyn.platform.jobs;

import org.jspecify.annotations.Nullable;

/** Why a job ends FAILED: a stable machine code and a message for a person (expected, found, what to do). */
public final class JobFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String code;

    public JobFailure(String code, String message) {
        this(code, message, null);
    }

    public JobFailure(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Stable, lower-case, with hyphens, for example {@code store-unavailable}. */
    public String code() {
        return code;
    }
}
