package ai.medsyn.gateway.evaluations;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.evaluations.Evaluation;
import ai.medsyn.platform.http.RequestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
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

    /** Reports hold names that users chose: whatever they are, nothing in a report runs or is fetched from elsewhere. */
    private static final String INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private static final Map<String, MediaType> TYPES = Map.of(
            "json", MediaType.APPLICATION_JSON,
            "md", MediaType.parseMediaType("text/markdown;charset=UTF-8"),
            "csv", MediaType.parseMediaType("text/csv;charset=UTF-8"),
            "html", MediaType.parseMediaType("text/html;charset=UTF-8"),
            "svg", MediaType.parseMediaType("image/svg+xml"),
            "png", MediaType.IMAGE_PNG);

    /**
     * One file.
     *
     * @throws RequestRefused 404 if the evaluation has no such file
     */
    public ResponseEntity<byte[]> file(Evaluation evaluation, String file) throws IOException {
        MediaType type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null || !file.matches("[a-z0-9][a-z0-9-]*\\.[a-z]+")) {
            throw absent(evaluation, file);
        }
        ObjectName name = new ObjectName("evaluations/" + evaluation.id() + "/" + file);
        if (store.find(name).isEmpty()) {
            throw absent(evaluation, file);
        }
        try (InputStream content = store.open(name)) {
            return ResponseEntity.ok()
                    .contentType(type)
                    .header("Content-Security-Policy", INERT)
                    .body(content.readAllBytes());
        }
    }

    private static RequestRefused absent(Evaluation evaluation, String file) {
        return RequestRefused.notFound(
                "report-not-found", "an evaluation of task " + evaluation.task() + " has no " + file);
    }
}
