package ai.medsyn.gateway.reports;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.gateway.uploads.UploadStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.lineage.ReportSet;
import ai.medsyn.platform.lineage.ReportSets;
import ai.medsyn.platform.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Keeps uploads as they came and has them read by generator-service. */
@Component
public class Uploads {

    private final UploadStore uploads;
    private final ReportSets sets;
    private final ServiceClients clients;
    private final Clock clock;

    Uploads(UploadStore uploads, ReportSets sets, ServiceClients clients, Clock clock) {
        this.uploads = uploads;
        this.sets = sets;
        this.clients = clients;
        this.clock = clock;
    }

    /** Stores a file and starts its import; the job as generator-service describes it. */
    public JsonNode take(String name, MultipartFile file, @Nullable String key, Caller caller) {
        UUID id = UploadStore.id("report-set", key, caller);
        StoredObject stored = uploads.keep(new ObjectName("report-sets/" + id + "/upload"), file);
        var upload = new ReportSet.Upload(stored.name(), stored.sha256(), gzip(file) ? "openi" : "csv");
        ReportSet set = sets.add(new ReportSet(id, name, caller.team(), upload, clock.instant()));
        if (!set.name().equals(name)) {
            throw UploadStore.keyReused();
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

    private static boolean gzip(MultipartFile file) {
        try (InputStream content = file.getInputStream()) {
            return content.read() == 0x1f && content.read() == 0x8b;
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file of an upload is gone", e);
        }
    }
}
