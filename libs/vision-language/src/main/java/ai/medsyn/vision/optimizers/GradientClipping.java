package ai.medsyn.vision.optimizers;

import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Bounds the length of the gradient of all parameters together. */
public final class GradientClipping {
    private GradientClipping() {}

    /**
     * Scales all gradients by one factor such that their common Euclidean length is at most {@code limit}.
     *
     * @param limit above 0; infinity only measures
     * @return the length before clipping; NaN or infinite if a gradient is, and then nothing is changed
     */
    public static double clip(Collection<Tensor> parameters, double limit) {
        try (NoGradient off = NoGradient.on();
                TensorScope scope = TensorScope.open()) {
            List<Tensor> gradients = parameters.stream()
                    .map(Tensor::gradient)
                    .filter(Objects::nonNull)
                    .toList();
            if (gradients.isEmpty()) {
                return 0;
            }
            List<Tensor> lengths = gradients.stream()
                    .map(gradient -> gradient.reshape(-1).norm(0).reshape(1))
                    .toList();
            double length = Tensors.concatenate(lengths, 0).norm(0).item();
            // 1e-6 as torch.nn.utils.clip_grad_norm_
            double factor = limit / (length + 1e-6);
            if (factor < 1) {
                gradients.forEach(gradient -> gradient.multiplyInPlace(factor));
            }
            return length;
        }
    }
}
