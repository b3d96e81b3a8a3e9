package ai.medsyn.onnx;

import ai.onnxruntime.OrtException;
import java.util.Locale;

/** ONNX Runtime failed in the middle of a run. */
public final class OnnxRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OnnxRunException(String model, OrtException cause) {
        super(model + ": " + cause.getMessage(), cause);
    }

    /** Whether the device had not enough memory: a smaller batch may fit. */
    public boolean outOfMemory() {
        String message = String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("out of memory")
                || message.contains("failed to allocate")
                || message.contains("bad_alloc");
    }
}
