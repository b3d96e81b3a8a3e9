package ai.medsyn.vision.data;

import java.io.IOException;

/** A source without pairs: nothing can be learned from it. */
public final class EmptySourceException extends IOException {

    private static final long serialVersionUID = 1L;

    EmptySourceException(String source) {
        super("expected image-report pairs in " + source
                + ", found none; choose a dataset, or splits of it, with images");
    }
}
