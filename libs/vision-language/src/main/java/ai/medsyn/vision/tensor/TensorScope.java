package ai.medsyn.vision.tensor;

import org.bytedeco.javacpp.PointerScope;

/**
 * Frees every native object that the current thread made since the scope was opened, except tensors marked with
 * {@link Tensor#keep()}. Without one, native memory waits for the garbage collector, which does not see its size.
 */
public final class TensorScope implements AutoCloseable {
    private final PointerScope scope = new PointerScope();

    private TensorScope() {}

    public static TensorScope open() {
        return new TensorScope();
    }

    @Override
    public void close() {
        scope.close();
    }
}
