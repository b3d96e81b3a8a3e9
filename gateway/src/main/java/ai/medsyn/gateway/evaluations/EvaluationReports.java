package ai.medsyn.gateway.evaluations;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.evaluations.Evaluation;
import ai.medsyn.platform.http.RequestRefused;
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
        ObjectName name = new ObjectName("evaluations/" + evaluation.id() + "/" + file.name);
        if (store.find(name).isEmpty()) {
            throw RequestRefused.notFound(
                    "report-not-found", "an evaluation of task " + evaluation.task() + " has no " + file.name);
        }
        try (InputStream content = store.open(name)) {
            return ResponseEntity.ok().contentType(file.type).body(content.readAllBytes());
        }
    }
}
