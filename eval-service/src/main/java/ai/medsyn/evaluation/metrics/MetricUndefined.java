package ai.medsyn.evaluation.metrics;

/** A metric has no value on this input (one class only, no cases, NaN scores); the message says what was expected and found. */
public class MetricUndefined extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public MetricUndefined(String message) {
        super(message);
    }
}
