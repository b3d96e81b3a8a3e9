package ai.medsyn.vision.tensor;

import org.bytedeco.pytorch.NoGradGuard;

/** Switches gradient recording off on this thread until closed; use with try-with-resources. */
public final class NoGradient implements AutoCloseable {
    private final NoGradGuard guard = new NoGradGuard();

    private NoGradient() {}

    public static NoGradient on() {
        return new NoGradient();
    }

    @Override
    public void close() {
        guard.deallocate();
    }
}
