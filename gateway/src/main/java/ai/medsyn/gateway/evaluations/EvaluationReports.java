package ai.medsyn.gateway.evaluations;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.evaluations.Evaluation;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The files that eval-service wrote about an evaluation. */
@Component
public class EvaluationReports {

    private final ArtifactStore store;

    EvaluationReports(ArtifactStore store) {
        this.store = store;
    }

    /** What there is. */
    public enum File {
        JSON("report.json", "application/json"),
        MARKDOWN("report.md", "text/markdown;charset=UTF-8"),
        CSV("metrics.csv", "text/csv;charset=UTF-8"),
        ROC("roc.svg", "image/svg+xml");

        private final String name;
        private final MediaType type;

        File(String name, String type) {
            this.name = name;
            this.type = MediaType.parseMediaType(type);
        }
    }

    public ResponseEntity<byte[]> file(Evaluation evaluation, File file) throws IOException {
        try (InputStream content = store.open(new ObjectName("evaluations/" + evaluation.id() + "/" + file.name))) {
            return ResponseEntity.ok().contentType(file.type).body(content.readAllBytes());
        }
    }
}
