package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A batch of which each of several processes holds a part of equal size: what a layer needs to see all of it. */
public interface SharedBatch {

    /** Number of processes. */
    int processes();

    /**
     * Adds a tensor of all processes up. Gradients pass back to the parts of all of them.
     *
     * @param own of the same shape in every process
     */
    Tensor sum(Tensor own);

    /** The batch that the current thread is computing a part of; null if it computes all of it. */
    static @Nullable SharedBatch current() {
        return Scope.CURRENT.get();
    }

    /** Says that the current thread computes a part of a batch, until closed. Null changes nothing. */
    static Scope during(@Nullable SharedBatch batch) {
        return new Scope(batch);
    }

    /** See {@link #during}. */
    final class Scope implements AutoCloseable {
        private static final ThreadLocal<@Nullable SharedBatch> CURRENT = new ThreadLocal<>();

        private Scope(@Nullable SharedBatch batch) {
            CURRENT.set(batch);
        }

        @Override
        public void close() {
            CURRENT.remove();
        }
    }
}
