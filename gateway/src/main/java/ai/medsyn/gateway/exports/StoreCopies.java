package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Copies inside the store, several at once, entered in the checksum list in the order in which they were asked for. A remote store answers a
 * copy in tens of milliseconds: one at a time, a million samples would take half a day.
 */
final class StoreCopies implements AutoCloseable {

    /** A copy to make. {@code sha256}: what the bytes must have, or null if lineage does not say. */
    record Copy(ObjectName from, ObjectName to, @Nullable Sha256 sha256) {}

    /** Copies of one hand-over: enough work to be worth one. */
    private static final int BATCH = 32;

    private final ExportTarget target;
    private final ExecutorService executor;
    private final int window;
    private final Queue<Future<List<StoredObject>>> running = new ArrayDeque<>();
    private List<Copy> batch = new ArrayList<>(BATCH);

    StoreCopies(ExportTarget target, int parallel) {
        this.target = target;
        this.executor = Executors.newFixedThreadPool(parallel);
        this.window = 2 * parallel;
    }

    void add(Copy copy) throws IOException {
        batch.add(copy);
        if (batch.size() == BATCH) {
            submit();
        }
    }

    /** Waits until all copies are made and entered. */
    void finish() throws IOException {
        submit();
        while (!running.isEmpty()) {
            enterFirst();
        }
    }

    private void submit() throws IOException {
        if (running.size() >= window) {
            enterFirst();
        }
        List<Copy> work = batch;
        batch = new ArrayList<>(BATCH);
        running.add(executor.submit(() -> copyAll(target.store(), work)));
    }

    private static List<StoredObject> copyAll(ArtifactStore store, List<Copy> work) throws IOException {
        List<StoredObject> stored = new ArrayList<>(work.size());
        for (Copy copy : work) {
            StoredObject made = store.copy(copy.from(), copy.to());
            if (copy.sha256() != null && !made.sha256().equals(copy.sha256())) {
                throw DatasetMismatchException.ofObject(copy.from(), copy.sha256(), made.sha256());
            }
            stored.add(made);
        }
        return stored;
    }

    private void enterFirst() throws IOException {
        try {
            for (StoredObject stored : running.remove().get()) {
                target.enter(stored);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a copy inside the artifact store failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the export was interrupted").initCause(e);
        }
    }

    /** Drops the copies that have not begun and waits for the others: nothing is written after an export ended. */
    @Override
    public void close() {
        running.forEach(copies -> copies.cancel(false));
        executor.shutdown();
        try {
            while (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
                // A copy returns or fails by the store's own time-outs.
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
