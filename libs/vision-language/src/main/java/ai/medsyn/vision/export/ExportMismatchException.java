package ai.medsyn.vision.export;

import java.io.IOException;

/** An exported graph that does not compute what the model computes. */
public final class ExportMismatchException extends IOException {

    private static final long serialVersionUID = 1L;

    ExportMismatchException(String message) {
        super(message);
    }
}
