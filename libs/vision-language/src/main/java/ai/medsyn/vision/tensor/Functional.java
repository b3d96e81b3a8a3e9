package ai.medsyn.vision.tensor;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kBicubic;
import org.jspecify.annotations.Nullable;

/** Operations of neural networks that take settings. Image tensors are [B, C, H, W]. */
public final class Functional {
    private static final long MEAN = 1;
    private static final long NO_IGNORED_CLASS = -100;

    private Functional() {}

    /**
     * A two-dimensional convolution.
     *
     * @param weight [C_out, C_in, k, k]
     * @param bias [C_out]
     * @param padding zeros on each side
     */
    public static Tensor conv2d(Tensor images, Tensor weight, @Nullable Tensor bias, long stride, long padding) {
        return Tensor.of(torch.conv2d(
                images.toNative(),
                weight.toNative(),
                optional(bias),
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                1));
    }

    /** x W^T + b, with weight [out, in] and bias [out]. */
    public static Tensor linear(Tensor input, Tensor weight, @Nullable Tensor bias) {
        return Tensor.of(torch.linear(input.toNative(), weight.toNative(), optional(bias)));
    }

    /** Normalises the last dimension to mean 0 and variance 1, then scales and shifts. */
    public static Tensor layerNorm(Tensor input, Tensor weight, Tensor bias, double epsilon) {
        return Tensor.of(
                torch.layer_norm(input.toNative(), weight.shape(), optional(weight), optional(bias), epsilon, true));
    }

    /** Statistics of {@link #batchNorm}: [C] each. The running ones are updated in place while training. */
    public record BatchNormState(
            @Nullable Tensor weight, @Nullable Tensor bias, Tensor runningMean, Tensor runningVariance) {}

    /**
     * Normalises every channel (dimension 1).
     *
     * @param training true: by this batch, updating the running statistics; false: by the running statistics
     * @param momentum share of the new batch in the running statistics
     */
    public static Tensor batchNorm(
            Tensor input, BatchNormState state, boolean training, double momentum, double epsilon) {
        return Tensor.of(torch.batch_norm(
                input.toNative(),
                optional(state.weight()),
                optional(state.bias()),
                optional(state.runningMean()),
                optional(state.runningVariance()),
                training,
                momentum,
                epsilon,
                true));
    }

    public static Tensor maxPool2d(Tensor images, long kernel, long stride, long padding) {
        return Tensor.of(torch.max_pool2d(
                images.toNative(),
                new long[] {kernel, kernel},
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                false));
    }

    /** [B, C, H, W] to [B, C]. */
    public static Tensor globalAveragePool(Tensor images) {
        return images.mean(2, 3);
    }

    /** @param alignCorners whether the corner pixels' centres, not their outer edges, coincide */
    public static Tensor resizeBilinear(Tensor images, long height, long width, boolean alignCorners) {
        return Tensor.of(torch.upsample_bilinear2d(
                images.toNative(),
                new long[] {height, width},
                alignCorners,
                new DoubleOptional(),
                new DoubleOptional()));
    }

    public static Tensor resizeNearest(Tensor images, long height, long width) {
        return Tensor.of(torch.upsample_nearest2d(
                images.toNative(), new long[] {height, width}, new DoubleOptional(), new DoubleOptional()));
    }

    /** Bicubic (a = -0.5) with antialiasing, half-pixel centres: as Pillow resizes. */
    public static Tensor resizeBicubic(Tensor images, long height, long width) {
        try (InterpolateFuncOptions options = new InterpolateFuncOptions()) {
            options.size().put(new LongVector(height, width));
            options.mode().put(new kBicubic());
            options.align_corners().put(false);
            options.antialias().put(true);
            return Tensor.of(torch.interpolate(images.toNative(), options));
        }
    }

    /** Rows of a table: indices [...] (INT64) to [..., D]. */
    public static Tensor embedding(Tensor table, Tensor indices) {
        return Tensor.of(torch.embedding(table.toNative(), indices.toNative()));
    }

    /** x Phi(x), exact (error function). */
    public static Tensor gelu(Tensor input) {
        return Tensor.of(torch.gelu(input.toNative()));
    }

    public static Tensor leakyRelu(Tensor input, double negativeSlope) {
        return Tensor.of(torch.leaky_relu(input.toNative(), new Scalar(negativeSlope)));
    }

    /** log sigmoid(x), finite for all finite x. */
    public static Tensor logSigmoid(Tensor input) {
        return Tensor.of(torch.log_sigmoid(input.toNative()));
    }

    /** Sets each entry to zero with the given probability and scales the rest up, while training. */
    public static Tensor dropout(Tensor input, double probability, boolean training) {
        if (!training || probability == 0) {
            return input;
        }
        return Tensor.of(torch.dropout(input.toNative(), probability, true));
    }

    /**
     * Mean negative log-likelihood of the right class.
     *
     * @param logits [N, C]
     * @param classes [N] (INT64)
     */
    public static Tensor crossEntropy(Tensor logits, Tensor classes) {
        return Tensor.of(torch.cross_entropy_loss(
                logits.toNative(), classes.toNative(), new TensorOptional(), MEAN, NO_IGNORED_CLASS, 0.0));
    }

    /** Mean binary cross-entropy of probabilities sigmoid(logits); targets in [0, 1], same shape. */
    public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor targets) {
        return Tensor.of(torch.binary_cross_entropy_with_logits(logits.toNative(), targets.toNative()));
    }

    /** Mean binary cross-entropy of probabilities in [0, 1]; logarithms are cut off at -100. */
    public static Tensor binaryCrossEntropy(Tensor probabilities, Tensor targets) {
        return Tensor.of(torch.binary_cross_entropy(probabilities.toNative(), targets.toNative()));
    }

    public static Tensor meanSquaredError(Tensor input, Tensor target) {
        return input.minus(target).square().mean();
    }

    private static TensorOptional optional(@Nullable Tensor tensor) {
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor.toNative());
    }
}
