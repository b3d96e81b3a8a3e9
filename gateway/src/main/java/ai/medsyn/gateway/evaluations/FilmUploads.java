package ai.medsyn.gateway.evaluations;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectConflictException;
import ai.medsyn.platform.artifacts.ObjectName;
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

/** Keeps uploaded archives of films as they came. */
@Component
public class FilmUploads {

    private static final Logger log = LoggerFactory.getLogger(FilmUploads.class);

    private final ArtifactStore store;

    FilmUploads(ArtifactStore store) {
        this.store = store;
    }

    /** Stores an archive; a repeated upload with the same key finds the first one. */
    public String keep(MultipartFile file, @Nullable String key, Caller caller) {
        if (file.isEmpty()) {
            throw RequestRefused.invalid(List.of(new Violation("file", "must not be empty", null)));
        }
        UUID id = key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((caller.team() + "/films/" + key).getBytes(StandardCharsets.UTF_8));
        try (InputStream content = file.getInputStream()) {
            return store.put(new ObjectName("films/" + id + "/upload"), content)
                    .name()
                    .value();
        } catch (ObjectConflictException otherFile) {
            throw RequestRefused.conflict(
                    "idempotency-key-reused",
                    "The Idempotency-Key came with another file before; use a new key for another upload.");
        } catch (IOException e) {
            log.warn("an upload could not be kept", e);
            throw new RequestRefused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "store-unavailable",
                    "The upload could not be kept: the artifact store refused to write. Nothing of it is stored; try again later.");
        }
    }
}
