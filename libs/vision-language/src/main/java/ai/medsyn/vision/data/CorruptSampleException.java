package ai.medsyn.vision.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A pair whose image or text cannot be used; the message names the pair and says why. */
public final class CorruptSampleException extends IOException {

    private static final long serialVersionUID = 1L;
    private final String sample;

    CorruptSampleException(String sample, String reason, @Nullable Throwable cause) {
        super("sample " + sample + ": " + reason, cause);
        this.sample = sample;
    }

    /** Name of the pair. */
    public String sample() {
        return sample;
    }
}
