package ai.medsyn.gateway.exports;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Work on several threads whose results are taken in the order in which it was handed over, on the thread that hands it over. A remote store
 * answers in tens of milliseconds: one request at a time, a million samples would take half a day.
 *
 * @param <T> what a piece of work gives
 */
final class OrderedWork<T> implements AutoCloseable {

    /** Takes one result. */
    interface Sink<T> {
        void take(T result) throws IOException;
    }

    private final ExecutorService executor;
    private final int window;
    private final Sink<T> sink;
    private final Queue<Future<T>> running = new ArrayDeque<>();

    /** @param parallel threads; at most twice as many results wait to be taken */
    OrderedWork(int parallel, Sink<T> sink) {
        this.executor = Executors.newFixedThreadPool(parallel);
        this.window = 2 * parallel;
        this.sink = sink;
    }

    /** Hands over a piece of work; takes the first result where too many wait. */
    void add(Callable<T> work) throws IOException {
        if (running.size() >= window) {
            takeFirst();
        }
        running.add(executor.submit(work));
    }

    /** Waits for all work and takes its results. */
    void finish() throws IOException {
        while (!running.isEmpty()) {
            takeFirst();
        }
    }

    private void takeFirst() throws IOException {
        T result;
        try {
            result = running.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a piece of an export failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the export was interrupted").initCause(e);
        }
        sink.take(result);
    }

    /** Drops the work that has not begun and waits for the rest: nothing is written after an export ended. */
    @Override
    public void close() {
        running.forEach(work -> work.cancel(false));
        executor.shutdown();
        try {
            while (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
                // A store's request returns or fails by the store's own time-outs.
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
