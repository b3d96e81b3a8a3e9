package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Functional.BatchNormState;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;

/**
 * Batch normalisation of dimension 1 ([B, C], [B, C, L] or [B, C, H, W]), epsilon 1e-5, momentum 0.1. Running statistics follow
 * the training batches. Processes that share a batch normalise by the statistics of all of it, see {@link SharedBatch}.
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
        SharedBatch batch = isTraining() ? SharedBatch.current() : null;
        return batch == null
                ? Functional.batchNorm(input, state, isTraining(), MOMENTUM, EPSILON)
                : normalize(input.to(DType.FLOAT32), batch);
    }

    /** The same with the statistics of all processes' parts: (x - mean) / sqrt(variance + epsilon) per channel. */
    private Tensor normalize(Tensor input, SharedBatch batch) {
        long count = input.count() / input.size(1) * batch.processes();
        Tensor mean = batch.sum(perChannel(input)).dividedBy(count); // [C]
        Tensor centred = input.minus(spread(mean, input));
        Tensor variance = batch.sum(perChannel(centred.square())).dividedBy(count); // [C]
        try (NoGradient off = NoGradient.on()) {
            follow(state.runningMean(), mean);
            follow(state.runningVariance(), variance.times((double) count / (count - 1)));
        }
        Tensor normal = centred.dividedBy(spread(variance.plus(EPSILON).sqrt(), input));
        return state.weight() == null || state.bias() == null
                ? normal
                : normal.times(spread(state.weight(), input)).plus(spread(state.bias(), input));
    }

    private static void follow(Tensor running, Tensor now) {
        running.multiplyInPlace(1 - MOMENTUM).addInPlace(now.detach(), MOMENTUM);
    }

    /** [B, C, ...] to [C]. */
    private static Tensor perChannel(Tensor input) {
        return input.transpose(0, 1).reshape(input.size(1), -1).sum(1);
    }

    /** [C] to [1, C, 1, ...] with as many dimensions as the input. */
    private static Tensor spread(Tensor channels, Tensor input) {
        long[] shape = new long[input.rank()];
        java.util.Arrays.fill(shape, 1);
        shape[1] = channels.size(0);
        return channels.reshape(shape);
    }
}
