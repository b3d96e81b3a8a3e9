package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** A square two-dimensional convolution. Initial values: He normal by fan-out, as torchvision's ResNet; bias 0. */
public final class Conv2d extends Layer {
    private final Tensor weight;
    private final @Nullable Tensor bias;
    private final long stride;
    private final long padding;

    private record Geometry(long kernel, long stride, long padding) {}

    private Conv2d(long in, long out, Geometry geometry, boolean withBias) {
        long kernel = geometry.kernel();
        double deviation = Math.sqrt(2.0 / (out * kernel * kernel));
        weight = parameter("weight", Tensors.normal(out, in, kernel, kernel).times(deviation));
        bias = withBias ? parameter("bias", Tensors.zeros(out)) : null;
        stride = geometry.stride();
        padding = geometry.padding();
    }

    /** Without bias; pads so that stride 1 keeps the size. */
    public static Conv2d same(long in, long out, long kernel, long stride) {
        return new Conv2d(in, out, new Geometry(kernel, stride, kernel / 2), false);
    }

    /** With bias; pads so that stride 1 keeps the size. */
    public static Conv2d biased(long in, long out, long kernel) {
        return new Conv2d(in, out, new Geometry(kernel, 1, kernel / 2), true);
    }

    /** Non-overlapping patches, with bias. */
    public static Conv2d patches(long in, long out, long patch) {
        return new Conv2d(in, out, new Geometry(patch, patch, 0), true);
    }

    public Tensor forward(Tensor images) {
        return Functional.conv2d(images, weight, bias, stride, padding);
    }
}
