package ai.medsyn.vision.training;

/** A run whose numbers are of no use any more: a loss that is not a number, or embeddings that are all alike. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** Loss or gradient is NaN or infinite. */
        NOT_FINITE,
        /** All images, or all texts, are embedded alike. */
        COLLAPSED
    }

    private final Kind kind;

    TrainingDivergedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
