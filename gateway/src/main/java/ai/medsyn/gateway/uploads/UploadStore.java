package ai.medsyn.gateway.uploads;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectConflictException;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Keeps uploads as they came. */
@Component
public class UploadStore {

    private static final Logger log = LoggerFactory.getLogger(UploadStore.class);

    private final ArtifactStore store;

    UploadStore(ArtifactStore store) {
        this.store = store;
    }

    /**
     * The id of what comes with a key: a repeated request finds the first one. Without a key every request is new.
     *
     * @param kind of thing; the same key may be used once for each
     */
    public static UUID id(String kind, @Nullable String idempotencyKey, Caller caller) {
        return idempotencyKey == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(
                        (caller.team() + "/" + kind + "/" + idempotencyKey).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Stores a file.
     *
     * @throws RequestRefused 400 for an empty file, 409 {@code idempotency-key-reused} where another file has the name, 503 {@code store-unavailable}
     */
    public StoredObject keep(ObjectName name, MultipartFile file) {
        if (file.isEmpty()) {
            throw RequestRefused.invalid(List.of(new Violation("file", "must not be empty", null)));
        }
        try (InputStream content = file.getInputStream()) {
            return store.put(name, content);
        } catch (ObjectConflictException otherFile) {
            throw keyReused();
        } catch (IOException e) {
            log.warn("an upload could not be kept", e);
            throw new RequestRefused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "store-unavailable",
                    "The upload could not be kept: the artifact store refused to write. Nothing of it is stored; try again later.");
        }
    }

    /** 409: the key stands for something else already. */
    public static RequestRefused keyReused() {
        return RequestRefused.conflict(
                "idempotency-key-reused",
                "The Idempotency-Key came with another name or file before; use a new key for another upload.");
    }
}
