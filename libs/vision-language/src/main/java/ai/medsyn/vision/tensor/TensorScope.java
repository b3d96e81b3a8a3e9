package ai.medsyn.vision.tensor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.javacpp.PointerScope;

/**
 * Frees every native object that the current thread made since the scope was opened, except tensors marked with
 * {@link Tensor#keep()}. Without one, native memory waits for the garbage collector, which does not see its size.
 *
 * <p>A process that is told to end waits until no scope is open, 30 seconds at most, and opens no more: LibTorch takes its libraries down at exit,
 * and a thread that still computed in them would crash the process.
 */
public final class TensorScope implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TensorScope.class.getName());

    private static final long LONGEST_WAIT_SECONDS = 30;

    /** Every scope reads; the end of the process writes. */
    private static final ReentrantReadWriteLock PROCESS = new ReentrantReadWriteLock();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TensorScope::end, "libtorch-end"));
    }

    private final PointerScope scope;

    private TensorScope(PointerScope scope) {
        this.scope = scope;
    }

    /** @throws IllegalStateException if the process is ending; the thread is interrupted then, as whoever stops work does it */
    public static TensorScope open() {
        if (!PROCESS.readLock().tryLock()) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("this process is ending: nothing is computed any more");
        }
        return new TensorScope(new PointerScope());
    }

    @Override
    public void close() {
        scope.close();
        PROCESS.readLock().unlock();
    }

    /** Takes the lock for good. */
    private static void end() {
        try {
            if (!PROCESS.writeLock().tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "LibTorch still computes; the process ends all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
