package ai.medsyn.generator.images.diffusion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Forms batches: the first waiting item, and what fits it of those that wait or come within a delay. Items that do not fit keep their order. Many callers, one
 * taker.
 *
 * @param <T> what waits
 */
final class Batcher<T> {

    private final LinkedBlockingDeque<T> waiting = new LinkedBlockingDeque<>();
    private final ToIntFunction<T> most;
    private final Duration delay;
    private final BiPredicate<T, T> fits;

    /**
     * @param most items in a batch of this first one
     * @param delay how long an incomplete batch waits for more
     * @param fits whether the second may join a batch of the first
     */
    Batcher(ToIntFunction<T> most, Duration delay, BiPredicate<T, T> fits) {
        this.most = most;
        this.delay = delay;
        this.fits = fits;
    }

    void add(T item) {
        waiting.addLast(item);
    }

    /** The next batch; waits for a first item. */
    List<T> take() throws InterruptedException {
        T first = waiting.takeFirst();
        List<T> batch = new ArrayList<>(List.of(first));
        long deadline = System.nanoTime() + delay.toNanos();
        int size = most.applyAsInt(first);
        join(batch, first, size);
        while (batch.size() < size) {
            T next = waiting.pollFirst(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return batch;
            }
            if (!fits.test(first, next)) {
                waiting.addFirst(next); // its turn is next, and this batch will not become fuller
                return batch;
            }
            batch.add(next);
        }
        return batch;
    }

    private void join(List<T> batch, T first, int size) {
        T next = batch.size() < size ? fitting(first) : null;
        while (next != null) {
            batch.add(next);
            next = batch.size() < size ? fitting(first) : null;
        }
    }

    /** Takes the first waiting item that fits, past others that do not. */
    private @Nullable T fitting(T first) {
        for (T candidate : waiting) {
            if (fits.test(first, candidate) && waiting.remove(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** Empties the queue. */
    List<T> drain() {
        List<T> rest = new ArrayList<>();
        waiting.drainTo(rest);
        return rest;
    }
}
