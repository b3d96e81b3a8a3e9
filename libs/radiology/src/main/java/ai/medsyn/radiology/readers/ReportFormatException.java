package ai.medsyn.radiology.readers;

import java.io.IOException;

/** An upload that is not what it should be, or larger than it may be. */
public final class ReportFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    ReportFormatException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    ReportFormatException(String reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** A stable code, for example {@code archive-broken} or {@code columns-missing}. */
    public String reason() {
        return reason;
    }
}
