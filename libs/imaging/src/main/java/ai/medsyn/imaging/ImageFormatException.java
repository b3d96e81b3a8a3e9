package ai.medsyn.imaging;

import org.jspecify.annotations.Nullable;

/** Bytes that are not an image this library reads: another format, truncated, damaged or too large. The message is fit for a user. */
public final class ImageFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImageFormatException(String message) {
        super(message);
    }

    public ImageFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
