package ai.medsyn.onnx;

/** Files that are not the model they should be: the message says what was expected and what was found, and names no directory. */
public final class InvalidModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
