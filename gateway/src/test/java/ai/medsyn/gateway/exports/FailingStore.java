package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real store that is full after so many writes. */
record FailingStore(ArtifactStore store, AtomicInteger writesLeft) implements ArtifactStore {

    private void write() throws IOException {
        if (writesLeft.getAndDecrement() <= 0) {
            throw new IOException("no space left on device");
        }
    }

    @Override
    public StoredObject put(ObjectName name, byte[] content) throws IOException {
        write();
        return store.put(name, content);
    }

    @Override
    public StoredObject put(ObjectName name, InputStream content) throws IOException {
        write();
        return store.put(name, content);
    }

    @Override
    public StoredObject copy(ObjectName from, ObjectName to) throws IOException {
        write();
        return store.copy(from, to);
    }

    @Override
    public InputStream open(ObjectName name) throws IOException {
        return store.open(name);
    }

    @Override
    public byte[] read(StoredObject known) throws IOException {
        return store.read(known);
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) throws IOException {
        return store.find(name);
    }

    @Override
    public Stream<StoredObject> list(ObjectName prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public void delete(ObjectName name) throws IOException {
        store.delete(name);
    }
}
