package ai.medsyn.filter.curation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes one thing while the next is computed. The order is kept: a write begins when the one before it has succeeded, and none begins after a failed
 * one. So what is stored is always the beginning of what was computed.
 */
final class WriteBehind implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** Waits for the write before, then begins this one; throws what the one before has thrown. */
    void write(Runnable work) {
        await();
        last = CompletableFuture.runAsync(work, thread);
    }

    /** Waits for the last write; throws what it has thrown. */
    void await() {
        try {
            last.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Waits for the last write, whatever becomes of it: nothing is written once this has returned. */
    @Override
    public void close() {
        last.handle((done, failed) -> done).join();
        thread.shutdown();
    }
}
