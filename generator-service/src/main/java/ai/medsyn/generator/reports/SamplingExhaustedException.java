package ai.medsyn.generator.reports;

/** No set of entities that can stand together is left under the cap. */
public final class SamplingExhaustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SamplingExhaustedException(String message) {
        super(message);
    }
}
