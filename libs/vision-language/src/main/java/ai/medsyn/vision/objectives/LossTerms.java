package ai.medsyn.vision.objectives;

import ai.medsyn.vision.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The value of an objective.
 *
 * @param total scalar with a graph, what training minimises: the weighted sum of the terms
 * @param terms named scalars before weighting, for curves
 */
public record LossTerms(Tensor total, Map<String, Tensor> terms) {

    public LossTerms {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    static LossTerms single(String name, Tensor loss) {
        return new LossTerms(loss, Map.of(name, loss));
    }
}
