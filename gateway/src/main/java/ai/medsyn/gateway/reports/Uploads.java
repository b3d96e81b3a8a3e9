package ai.medsyn.gateway.reports;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectConflictException;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.lineage.ReportSet;
import ai.medsyn.platform.lineage.ReportSets;
import ai.medsyn.platform.security.Caller;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Keeps uploads as they came and has them read by generator-service. */
@Component
public class Uploads {

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);

    private final ArtifactStore store;
    private final ReportSets sets;
    private final ServiceClients clients;
    private final Clock clock;

    Uploads(ArtifactStore store, ReportSets sets, ServiceClients clients, Clock clock) {
        this.store = store;
        this.sets = sets;
        this.clients = clients;
        this.clock = clock;
    }

    /** Stores a file and starts its import; the job as generator-service describes it. */
    public JsonNode take(String name, MultipartFile file, @Nullable String key, Caller caller) {
        if (file.isEmpty()) {
            throw RequestRefused.invalid(List.of(new Violation("file", "must not be empty", null)));
        }
        // The same key makes the same set: a repeated upload finds the first one.
        UUID id = key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((caller.team() + "/report-set/" + key).getBytes(StandardCharsets.UTF_8));
        ReportSet.Upload upload = keep(id, file);
        ReportSet set = sets.add(new ReportSet(id, name, caller.team(), upload, clock.instant()));
        if (!set.name().equals(name)) {
            throw keyReused();
        }
        JsonNode job = clients.service("generator", caller)
                .post()
                .uri("/v1/report-imports")
                .header(IdempotencyKey.HEADER, "import/" + id)
                .body(Map.of("reportSet", id))
                .retrieve()
                .body(JsonNode.class);
        if (job == null) {
            throw new IllegalStateException("generator-service answered without a job");
        }
        return job;
    }

    private ReportSet.Upload keep(UUID id, MultipartFile file) {
        try (InputStream content = new BufferedInputStream(file.getInputStream())) {
            content.mark(2);
            boolean gzip = content.read() == 0x1f && content.read() == 0x8b;
            content.reset();
            StoredObject stored = store.put(new ObjectName("report-sets/" + id + "/upload"), content);
            return new ReportSet.Upload(stored.name(), stored.sha256(), gzip ? "openi" : "csv");
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

    private static RequestRefused keyReused() {
        return RequestRefused.conflict(
                "idempotency-key-reused",
                "The Idempotency-Key came with another name or file before; use a new key for another upload.");
    }
}
