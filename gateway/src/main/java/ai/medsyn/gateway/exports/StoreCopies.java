package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies inside the store, several at once, entered in the checksum list in the order in which they were asked for. */
final class StoreCopies implements AutoCloseable {

    /** A copy to make. {@code sha256}: what the bytes must have, or null if lineage does not say. */
    record Copy(ObjectName from, ObjectName to, @Nullable Sha256 sha256) {}

    /** Copies of one hand-over: enough work to be worth one. */
    private static final int BATCH = 32;

    private final ArtifactStore store;
    private final OrderedWork<List<StoredObject>> work;
    private List<Copy> batch = new ArrayList<>(BATCH);

    StoreCopies(ExportTarget target, int parallel) {
        this.store = target.store();
        this.work = new OrderedWork<>(parallel, copies -> {
            for (StoredObject copy : copies) {
                target.enter(copy);
            }
        });
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
        work.finish();
    }

    private void submit() throws IOException {
        List<Copy> copies = batch;
        batch = new ArrayList<>(BATCH);
        work.add(() -> copyAll(copies));
    }

    private List<StoredObject> copyAll(List<Copy> copies) throws IOException {
        List<StoredObject> made = new ArrayList<>(copies.size());
        for (Copy copy : copies) {
            StoredObject stored = store.copy(copy.from(), copy.to());
            if (copy.sha256() != null && !stored.sha256().equals(copy.sha256())) {
                throw DatasetMismatchException.ofObject(copy.from(), copy.sha256(), stored.sha256());
            }
            made.add(stored);
        }
        return made;
    }

    @Override
    public void close() {
        work.close();
    }
}
