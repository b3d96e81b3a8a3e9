package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;

/** Layer normalisation of the last dimension. */
public final class LayerNorm extends Layer {
    private final Tensor weight;
    private final Tensor bias;
    private final double epsilon;

    public LayerNorm(long size, double epsilon) {
        weight = parameter("weight", Tensors.ones(size));
        bias = parameter("bias", Tensors.zeros(size));
        this.epsilon = epsilon;
    }

    public Tensor forward(Tensor input) {
        return Functional.layerNorm(input, weight, bias, epsilon);
    }
}
