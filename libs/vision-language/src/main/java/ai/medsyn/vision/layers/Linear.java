package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** y = x W^T + b on the last dimension. Initial values: uniform in +-1/sqrt(in), as torch.nn.Linear. */
public final class Linear extends Layer {
    private final Tensor weight;
    private final @Nullable Tensor bias;

    public Linear(long in, long out) {
        this(in, out, true);
    }

    public Linear(long in, long out, boolean withBias) {
        double bound = 1 / Math.sqrt(in);
        weight = parameter("weight", Tensors.uniform(-bound, bound, out, in));
        bias = withBias ? parameter("bias", Tensors.uniform(-bound, bound, out)) : null;
    }

    public Tensor forward(Tensor input) {
        return Functional.linear(input, weight, bias);
    }

    /** [out, in] */
    public Tensor weight() {
        return weight;
    }
}
