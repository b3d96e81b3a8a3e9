package ai.medsyn.vision.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Makes tensors in main memory; {@link Tensor#to(Device)} moves them. */
public final class Tensors {
    private Tensors() {}

    public static Tensor of(float[] elements, long... shape) {
        Tensor tensor = empty(DType.FLOAT32, checked(elements.length, shape));
        tensor.toNative().data_ptr_float().put(elements);
        return tensor;
    }

    public static Tensor of(long[] elements, long... shape) {
        Tensor tensor = empty(DType.INT64, checked(elements.length, shape));
        tensor.toNative().data_ptr_long().put(elements);
        return tensor;
    }

    public static Tensor of(double[] elements, long... shape) {
        Tensor tensor = empty(DType.FLOAT64, checked(elements.length, shape));
        tensor.toNative().data_ptr_double().put(elements);
        return tensor;
    }

    /** Copies little-endian elements, as safetensors stores them, from a buffer of any kind. */
    public static Tensor of(ByteBuffer elements, DType type, long... shape) {
        long expected = count(shape) * type.bytes();
        if (elements.remaining() != expected) {
            throw new IllegalArgumentException("Expected " + expected + " bytes for " + type + " "
                    + Arrays.toString(shape) + ", but found " + elements.remaining());
        }
        Tensor tensor = empty(type, shape);
        if (expected > 0) {
            new BytePointer(tensor.toNative().data_ptr())
                    .capacity(expected)
                    .asByteBuffer()
                    .put(elements.duplicate());
        }
        return tensor;
    }

    /** The elements of a tensor as little-endian bytes, row-major. */
    public static ByteBuffer bytes(Tensor tensor) {
        Tensor host = tensor.detach().to(Device.CPU).contiguous();
        long size = host.count() * host.dtype().bytes();
        ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(size));
        if (size > 0) {
            Pointer data = host.toNative().data_ptr();
            copy.put(new BytePointer(data).capacity(size).asByteBuffer()).flip();
        }
        return copy;
    }

    public static Tensor empty(DType type, long... shape) {
        return Tensor.of(torch.empty(shape, new TensorOptions(type.scalarType()), null));
    }

    public static Tensor zeros(long... shape) {
        return Tensor.of(torch.zeros(shape));
    }

    public static Tensor ones(long... shape) {
        return Tensor.of(torch.ones(shape));
    }

    public static Tensor full(double value, long... shape) {
        return Tensor.of(torch.full(shape, new Scalar(value), new TensorOptions(DType.FLOAT32.scalarType())));
    }

    /** 0, 1, ..., count - 1 (INT64). */
    public static Tensor range(long count) {
        return Tensor.of(torch.arange(new Scalar(count), new TensorOptions(DType.INT64.scalarType())));
    }

    /** Standard normal numbers from LibTorch's generator, see {@link LibTorch#seed}. */
    public static Tensor normal(long... shape) {
        return Tensor.of(torch.randn(shape));
    }

    /** Numbers in [low, high) from LibTorch's generator. */
    public static Tensor uniform(double low, double high, long... shape) {
        return Tensor.of(torch.rand(shape)).times(high - low).plus(low);
    }

    /** Joins along an existing dimension. */
    public static Tensor concatenate(List<Tensor> parts, long dimension) {
        return Tensor.of(torch.cat(vector(parts), dimension));
    }

    /** Joins along a new dimension. */
    public static Tensor stack(List<Tensor> parts, long dimension) {
        return Tensor.of(torch.stack(vector(parts), dimension));
    }

    /** Entries of {@code ifTrue} where the BOOL condition holds, else of {@code ifFalse}. */
    public static Tensor where(Tensor condition, Tensor ifTrue, Tensor ifFalse) {
        return Tensor.of(torch.where(condition.toNative(), ifTrue.toNative(), ifFalse.toNative()));
    }

    private static TensorVector vector(List<Tensor> parts) {
        return new TensorVector(parts.stream().map(Tensor::toNative).toArray(org.bytedeco.pytorch.Tensor[]::new));
    }

    private static long[] checked(int elements, long[] shape) {
        if (count(shape) != elements) {
            throw new IllegalArgumentException("Expected " + count(shape) + " elements for shape "
                    + Arrays.toString(shape) + ", but found " + elements);
        }
        return shape;
    }

    private static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
