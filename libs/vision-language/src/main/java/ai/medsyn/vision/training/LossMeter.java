package ai.medsyn.vision.training;

import ai.medsyn.vision.objectives.Embeddings;
import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The losses of one step, averaged over its parts, and whether its embeddings say anything. */
final class LossMeter {

    static final String LOSS = "loss";
    private static final String GRADIENT_NORM = "gradient_norm";
    /** Mean squared distance to the mean direction below which vectors count as alike: ten times the rounding of float32. */
    private static final double ALIKE = 1e-6;

    private final int parts;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private boolean alike;

    LossMeter(int parts) {
        this.parts = parts;
    }

    /** A forward pass: its loss with a graph, and what was compared. */
    record Parts(LossTerms loss, Embeddings embedded) {}

    /** Adds one part and returns its loss. */
    LossTerms add(Parts part) {
        values.merge(LOSS, part.loss().total().item() / parts, Double::sum);
        part.loss().terms().forEach((name, term) -> values.merge(name, term.item() / parts, Double::sum));
        alike |= alike(part.embedded().image()) || alike(part.embedded().text());
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

    /** 1 - |mean of the unit vectors|^2 is the mean squared distance of unit vectors to their mean. */
    private static boolean alike(Tensor rows) {
        try (NoGradient off = NoGradient.on()) {
            double length = rows.detach().normalized(1).mean(0).square().sum().item();
            return 1 - length < ALIKE;
        }
    }
}
