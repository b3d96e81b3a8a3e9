package ai.medsyn.standalone;

import org.jspecify.annotations.Nullable;

/** A command that cannot do what it was asked to: the message says what was expected, what was found and what to do. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    static final int FAILED = 1;
    static final int MISUSED = 2;
    private final int exitCode;

    private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message, null);
    }

    static CommandFailure failed(String message, Throwable cause) {
        return new CommandFailure(FAILED, message, cause);
    }

    /** The command line itself is wrong. */
    static CommandFailure misused(String message) {
        return new CommandFailure(MISUSED, message, null);
    }

    int exitCode() {
        return exitCode;
    }
}
