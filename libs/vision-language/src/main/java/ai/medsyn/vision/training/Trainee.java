package ai.medsyn.vision.training;

import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.objectives.Objective;
import ai.medsyn.vision.optimizers.Optimizer;
import ai.medsyn.vision.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is trained: encoders with their heads, the objective with its parameters, and the optimiser that changes both.
 *
 * @param optimizer over the parameters of both
 */
public record Trainee(DualEncoder model, Objective objective, Optimizer optimizer) {

    private static final String OBJECTIVE = "objective.";

    /** Parameters and buffers of model and objective by name. */
    public Map<String, Tensor> weights() {
        Map<String, Tensor> weights = new LinkedHashMap<>(model.state());
        objective.state().forEach((name, tensor) -> weights.put(OBJECTIVE + name, tensor));
        return weights;
    }

    /**
     * Restores what {@link #weights} gave.
     *
     * @throws ai.medsyn.vision.layers.WeightMismatchException listing everything that does not fit
     */
    public void load(Map<String, Tensor> weights) {
        Map<String, Tensor> ofModel = new LinkedHashMap<>();
        Map<String, Tensor> ofObjective = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> {
            if (name.startsWith(OBJECTIVE)) {
                ofObjective.put(name.substring(OBJECTIVE.length()), tensor);
            } else {
                ofModel.put(name, tensor);
            }
        });
        model.load(ofModel);
        objective.load(ofObjective);
    }

    Collection<Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>(model.parameters());
        objective.parameters().forEach((name, tensor) -> parameters.put(OBJECTIVE + name, tensor));
        return parameters.values();
    }

    void train(boolean on) {
        model.train(on);
        objective.train(on);
    }
}
