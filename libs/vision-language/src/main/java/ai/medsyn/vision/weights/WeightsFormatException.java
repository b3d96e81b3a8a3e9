package ai.medsyn.vision.weights;

import java.io.IOException;

/** A weights file is damaged or of a kind that is not read; the message says which and what to do. */
public final class WeightsFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    WeightsFormatException(String message) {
        super(message);
    }
}
