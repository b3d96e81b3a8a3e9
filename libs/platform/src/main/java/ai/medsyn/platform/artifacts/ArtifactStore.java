package ai.medsyn.platform.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Immutable, checksummed objects by name. An object is either whole or absent: a reader never sees half of one, and a writer that dies leaves
 * nothing under the name. Putting the same bytes under the same name again is a no-op; other bytes under a taken name are refused.
 *
 * <p>Every implementation passes {@code ArtifactStoreContract}.
 */
public interface ArtifactStore {

    /**
     * Stores an object.
     *
     * @throws ObjectConflictException if the name holds other bytes
     * @throws IOException if the store failed (full, unreachable): nothing is stored
     */
    StoredObject put(ObjectName name, byte[] content) throws IOException;

    /** Stores an object of unknown length; the stream is read to its end and not closed. */
    StoredObject put(ObjectName name, InputStream content) throws IOException;

    /** Stores the bytes of {@code from} under a second name without moving them through this process where the store can. */
    StoredObject copy(ObjectName from, ObjectName to) throws IOException;

    /** Opens an object for reading, from its first byte. The reader of the last byte learns of a broken checksum as an IOException. */
    InputStream open(ObjectName name) throws IOException;

    /**
     * The bytes of an object that the caller knows: cheaper than {@link #open}, since nobody asks the store what it holds.
     *
     * @throws IOException if the object is absent, or its bytes are not those of the digest
     */
    byte[] read(StoredObject known) throws IOException;

    /** What is stored under a name, or nothing. */
    Optional<StoredObject> find(ObjectName name) throws IOException;

    /** All objects whose name is {@code prefix} or starts with {@code prefix + "/"}, sorted by name. Close the stream. */
    Stream<StoredObject> list(ObjectName prefix) throws IOException;

    /** Removes an object; removing an absent one does nothing. */
    void delete(ObjectName name) throws IOException;
}
