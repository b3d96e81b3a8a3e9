package ai.medsyn.vision.training;

import ai.medsyn.vision.objectives.LossTerms;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The losses of one step, averaged over its parts, and whether its embeddings say anything. */
final class LossMeter {

    static final String LOSS = "loss";
    private static final String GRADIENT_NORM = "gradient_norm";

    private final int parts;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private boolean alike;

    LossMeter(int parts) {
        this.parts = parts;
    }

    /** Adds one part and returns its loss. */
    LossTerms add(Learner.Lesson part) {
        values.merge(LOSS, part.loss().total().item() / parts, Double::sum);
        part.loss().terms().forEach((name, term) -> values.merge(name, term.item() / parts, Double::sum));
        alike |= part.collapsed();
        return part.loss();
    }

    void gradientNorm(double norm) {
        values.put(GRADIENT_NORM, norm);
    }

    boolean finite() {
        return values.values().stream().allMatch(Double::isFinite);
    }

    boolean alike() {
        return alike;
    }

    /** {@code loss} first, then its terms, then the gradient's length. */
    Map<String, Double> values() {
        return Collections.unmodifiableMap(values);
    }
}
