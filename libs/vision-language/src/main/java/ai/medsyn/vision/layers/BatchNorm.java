package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Functional.BatchNormState;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;

/**
 * Batch normalisation of dimension 1 ([B, C], [B, C, L] or [B, C, H, W]), epsilon 1e-5, momentum 0.1. Running statistics follow
 * the training batches of this process.
 */
public final class BatchNorm extends Layer {
    static final String COUNTER = "num_batches_tracked";
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    private final BatchNormState state;
    private final Tensor batches;

    private BatchNorm(long channels, boolean affine) {
        state = new BatchNormState(
                affine ? parameter("weight", Tensors.ones(channels)) : null,
                affine ? parameter("bias", Tensors.zeros(channels)) : null,
                buffer("running_mean", Tensors.zeros(channels)),
                buffer("running_var", Tensors.ones(channels)));
        batches = buffer(COUNTER, Tensors.zeros().to(DType.INT64));
    }

    /** With a trained scale and shift. */
    public static BatchNorm affine(long channels) {
        return new BatchNorm(channels, true);
    }

    /** Without scale and shift. */
    public static BatchNorm plain(long channels) {
        return new BatchNorm(channels, false);
    }

    public Tensor forward(Tensor input) {
        if (isTraining()) {
            try (NoGradient off = NoGradient.on()) {
                batches.addInPlace(1);
            }
        }
        return Functional.batchNorm(input, state, isTraining(), MOMENTUM, EPSILON);
    }
}
