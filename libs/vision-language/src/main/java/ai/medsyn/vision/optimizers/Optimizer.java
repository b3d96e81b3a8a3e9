package ai.medsyn.vision.optimizers;

import ai.medsyn.vision.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Changes parameters by their gradients. */
public interface Optimizer {

    /**
     * One step. Parameters without a gradient, or that do not require one, are left alone and keep their state.
     *
     * @param learningRate of this step; groups multiply it
     */
    void step(double learningRate);

    /** Forgets all gradients. */
    void clearGradients();

    List<ParameterGroup> groups();

    /** All state but the parameters themselves: live tensors by name. */
    Map<String, Tensor> state();

    /** Restores what {@link #state()} returned; shapes must fit. */
    void load(Map<String, Tensor> state);
}
