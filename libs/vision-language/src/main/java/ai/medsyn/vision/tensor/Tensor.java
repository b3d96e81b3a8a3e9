package ai.medsyn.vision.tensor;

import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * A handle on a LibTorch tensor. Methods return new handles and record gradients; the few that change the tensor itself end in
 * {@code InPlace} or start with {@code set}. Shapes broadcast as in NumPy; a negative dimension counts from the end. A wrong
 * shape or type ends in a {@link RuntimeException} with LibTorch's message.
 *
 * <p>Memory: see {@link TensorScope}. Operations with settings (convolution, normalisation, losses) are in {@link Functional}.
 */
public final class Tensor extends TensorMath {

    private Tensor(org.bytedeco.pytorch.Tensor value) {
        super(value);
    }

    /** For code that needs an operation this class does not offer. */
    public static Tensor of(org.bytedeco.pytorch.Tensor value) {
        return new Tensor(value);
    }

    /** The handle of the LibTorch binding; collective operations need it. */
    public org.bytedeco.pytorch.Tensor toNative() {
        return value;
    }

    // Form

    public long[] shape() {
        long[] shape = new long[(int) value.dim()];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = value.size(d);
        }
        return shape;
    }

    public long size(long dimension) {
        return value.size(dimension);
    }

    public int rank() {
        return (int) value.dim();
    }

    public long count() {
        return value.numel();
    }

    public DType dtype() {
        return DType.of(value.scalar_type());
    }

    public Tensor to(DType type) {
        return of(value.to(type.scalarType()));
    }

    public Tensor to(Device device) {
        return of(value.to(device.toNative(), value.scalar_type()));
    }

    public Tensor toDeviceOf(Tensor other) {
        return of(value.to(other.value.device(), value.scalar_type()));
    }

    public Tensor reshape(long... shape) {
        return of(value.reshape(shape));
    }

    /** Merges the dimensions {@code first..last}. */
    public Tensor flatten(long first, long last) {
        return of(value.flatten(first, last));
    }

    public Tensor permute(long... order) {
        return of(value.permute(order));
    }

    public Tensor transpose(long a, long b) {
        return of(value.transpose(a, b));
    }

    public Tensor unsqueeze(long dimension) {
        return of(value.unsqueeze(dimension));
    }

    public Tensor squeeze(long dimension) {
        return of(value.squeeze(dimension));
    }

    public Tensor expand(long... shape) {
        return of(value.expand(shape));
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive) of a dimension. */
    public Tensor slice(long dimension, long from, long to) {
        return of(value.narrow(dimension, from, to - from));
    }

    /** Drops a dimension by taking one of its entries. */
    public Tensor select(long dimension, long index) {
        return of(value.select(dimension, index < 0 ? index + size(dimension) : index));
    }

    public Tensor gather(long dimension, Tensor indices) {
        return of(value.gather(dimension, indices.value));
    }

    public Tensor indexSelect(long dimension, Tensor indices) {
        return of(value.index_select(dimension, indices.value));
    }

    /** A view of the underlying elements; the caller guarantees that it stays within them. */
    public Tensor strided(long[] sizes, long[] strides, long offset) {
        return of(value.as_strided(sizes, strides, new LongOptional(offset)));
    }

    public Tensor contiguous() {
        return of(value.contiguous());
    }

    /** The entries where the BOOL mask is true, as one vector. */
    public Tensor maskedSelect(Tensor mask) {
        return of(value.masked_select(mask.value));
    }

    /** The diagonal of the last two dimensions. */
    public Tensor diagonal() {
        return of(value.diagonal(0, -2, -1));
    }

    // Gradients

    /** The same data without history. */
    public Tensor detach() {
        return of(value.detach());
    }

    public Tensor setRequiresGradient(boolean required) {
        value.set_requires_grad(required);
        return this;
    }

    public boolean requiresGradient() {
        return value.requires_grad();
    }

    /** The gradient accumulated by {@link #backward()}, or null if none reached this tensor. */
    public @Nullable Tensor gradient() {
        org.bytedeco.pytorch.Tensor gradient = value.grad();
        return gradient.defined() ? of(gradient) : null;
    }

    public void clearGradient() {
        value.mutable_grad().reset();
    }

    /** Adds this scalar's derivatives to the gradients of all tensors that require them. */
    public void backward() {
        value.backward();
    }

    // Change and lifetime

    /** A copy with its own memory. */
    public Tensor copy() {
        return of(value.clone());
    }

    /** Overwrites the elements; shape and identity stay, the element type is converted. */
    public Tensor copyInPlace(Tensor source) {
        value.copy_(source.value);
        return this;
    }

    public Tensor addInPlace(Tensor other, double factor) {
        value.add_(other.value, new Scalar(factor));
        return this;
    }

    public Tensor addInPlace(double other) {
        value.add_(dtype().isFloatingPoint() ? new Scalar(other) : new Scalar((long) other));
        return this;
    }

    /** this += factor * a * b, element by element. */
    public Tensor addProductInPlace(Tensor a, Tensor b, double factor) {
        value.addcmul_(a.value, b.value, new Scalar(factor));
        return this;
    }

    /** this += factor * a / b, element by element. */
    public Tensor addQuotientInPlace(Tensor a, Tensor b, double factor) {
        value.addcdiv_(a.value, b.value, new Scalar(factor));
        return this;
    }

    /** this += share * (target - this) */
    public Tensor moveInPlace(Tensor target, double share) {
        value.lerp_(target.value, new Scalar(share));
        return this;
    }

    public Tensor multiplyInPlace(double factor) {
        value.mul_(new Scalar(factor));
        return this;
    }

    public Tensor fillInPlace(double filler) {
        value.fill_(new Scalar(filler));
        return this;
    }

    /** Makes this handle refer to other data (another device or type) without changing its identity. */
    public void setData(Tensor data) {
        value.__dispatch_set_data(data.value);
    }

    /** Exempts this handle from the enclosing {@link TensorScope}; it lives until {@link #free()} or garbage collection. */
    public Tensor keep() {
        value.retainReference();
        return this;
    }

    public void free() {
        value.deallocate();
    }

    // Values

    public double item() {
        return value.item_double();
    }

    /** All elements in row-major order, converted to float32. */
    public float[] floats() {
        float[] elements = new float[Math.toIntExact(count())];
        org.bytedeco.pytorch.Tensor host = hostCopy(DType.FLOAT32);
        host.data_ptr_float().get(elements);
        return elements;
    }

    /** All elements in row-major order, converted to float64. */
    public double[] doubles() {
        double[] elements = new double[Math.toIntExact(count())];
        org.bytedeco.pytorch.Tensor host = hostCopy(DType.FLOAT64);
        host.data_ptr_double().get(elements);
        return elements;
    }

    /** All elements in row-major order, converted to int64. */
    public long[] longs() {
        long[] elements = new long[Math.toIntExact(count())];
        org.bytedeco.pytorch.Tensor host = hostCopy(DType.INT64);
        host.data_ptr_long().get(elements);
        return elements;
    }

    /** The raw memory of a contiguous tensor in main memory; valid while this handle is. */
    public Pointer dataPointer() {
        if (!value.is_contiguous() || value.is_cuda()) {
            throw new IllegalStateException(
                    "Expected a contiguous tensor in main memory: call to(Device.CPU).contiguous() first");
        }
        return value.data_ptr();
    }

    private org.bytedeco.pytorch.Tensor hostCopy(DType type) {
        return value.detach().cpu().to(type.scalarType()).contiguous();
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape()) + " " + dtype();
    }
}
