package ai.medsyn.generator.reports.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An endpoint gave no answer that could be looked at. */
abstract sealed class EndpointFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private EndpointFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It does not answer, answers 5xx, too late, or with what is not the protocol. Asking again may help. */
    static final class Unavailable extends EndpointFailure {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** It asks for patience (429, or 503 with Retry-After). */
    static final class Busy extends EndpointFailure {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable Duration pause;

        /** @param pause what it asked for; null if it named no time */
        Busy(String message, @Nullable Duration pause, Throwable cause) {
            super(message, cause);
            this.pause = pause;
        }

        @Nullable
        Duration pause() {
            return pause;
        }
    }

    /** It refuses the request: a wrong key, an unknown model, an option that it does not have. Asking again does not help. */
    static final class Refused extends EndpointFailure {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String message, Throwable cause) {
            super(message, cause);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
