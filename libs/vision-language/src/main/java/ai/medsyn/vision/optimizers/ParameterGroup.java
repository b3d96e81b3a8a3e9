package ai.medsyn.vision.optimizers;

import ai.medsyn.vision.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Parameters that share settings.
 *
 * @param parameters by name; names are unique over all groups of an optimiser
 * @param learningRateFactor times the optimiser's learning rate
 * @param weightDecay strength of the decay
 */
public record ParameterGroup(Map<String, Tensor> parameters, double learningRateFactor, double weightDecay) {

    public ParameterGroup {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static ParameterGroup of(Map<String, Tensor> parameters, double weightDecay) {
        return new ParameterGroup(parameters, 1, weightDecay);
    }

    /** Those of this group's parameters whose name passes. */
    public ParameterGroup only(Predicate<String> names) {
        Map<String, Tensor> chosen = new LinkedHashMap<>(parameters);
        chosen.keySet().removeIf(names.negate());
        return new ParameterGroup(chosen, learningRateFactor, weightDecay);
    }
}
