package ai.medsyn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.evaluation.imports.ImportSpec;
import ai.medsyn.evaluation.imports.Imports;
import ai.medsyn.evaluation.runs.EvaluationOrders;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.evaluations.EvaluationMetric;
import ai.medsyn.platform.evaluations.Evaluations;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.models.NewModel;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on a real database and a directory of its own: films to import, models to register, and what is needed to ask about them. */
@SpringBootTest(
        classes = EvaluationApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=evaluation", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
// Each class has a directory of its own, which its context must not outlive.
@DirtiesContext
public abstract class EvaluationBench {

    protected static final String TEAM = "radiology";

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir
    protected static Path disk;

    @Autowired
    protected Jobs jobs;

    @Autowired
    protected Evaluations evaluations;

    @Autowired
    protected EvaluationOrders orders;

    @Autowired
    protected ArtifactStore store;

    @Autowired
    protected JsonMapper json;

    @Autowired
    private ModelRegistry models;

    @DynamicPropertySource
    static void directories(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(disk.resolve("films"));
        Files.createDirectories(disk.resolve("models"));
        registry.add("medsyn.artifacts.root", () -> disk.resolve("store"));
        registry.add("medsyn.imports.roots.films", () -> disk.resolve("films"));
        registry.add("medsyn.models.roots.models", () -> disk.resolve("models"));
        registry.add("medsyn.probes.work", () -> disk.resolve("probes"));
    }

    /** Registers the encoder in the folder of that name below the models; again changes nothing. */
    protected void register(String id, ModelFormat format) {
        models.register(new NewModel(id, ModelKind.IMAGE_ENCODER, format, "1", "models/" + id, "CC0-1.0", Map.of()));
    }

    protected Job finished(String kind, Object spec) {
        Job job = jobs.submit(JobSubmission.of(kind, spec, TEAM)).job();
        await().atMost(PATIENCE)
                .until(() -> jobs.require(job.id(), TEAM).state().ended());
        return jobs.require(job.id(), TEAM);
    }

    protected JsonNode result(Job job) {
        assertThat(job.error()).isNull();
        return json.readTree(String.valueOf(job.result()));
    }

    protected JsonNode evaluated(EvaluationSpec spec) {
        orders.check(spec, TEAM);
        return result(finished(EvaluationOrders.KIND, spec));
    }

    /** Imports a folder of films with tables. */
    protected UUID dataset(String folder, ImportSpec.Patients patients) {
        ImportSpec spec = new ImportSpec(
                folder,
                new ImportSpec.Source(ImportSpec.Layout.CSV, "films/" + folder, null),
                null,
                new ImportSpec.Rules(null, null, patients, null),
                0);
        return UUID.fromString(
                result(finished(Imports.KIND, spec)).get("dataset").asString());
    }

    protected static UUID evaluation(JsonNode result) {
        return UUID.fromString(result.get("evaluation").asString());
    }

    protected List<EvaluationMetric> metrics(JsonNode result) {
        return evaluations.metrics(evaluation(result));
    }

    protected double value(JsonNode result, String subset, String label, String metric) {
        return metrics(result).stream()
                .filter(each -> each.subset().equals(subset)
                        && each.label().equals(label)
                        && each.name().equals(metric))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("no " + subset + ", " + label + ", " + metric + " among " + metrics(result)))
                .value();
    }

    protected byte[] bytes(JsonNode result, String file) throws IOException {
        try (InputStream content =
                store.open(new ObjectName(result.get("files").get(file).asString()))) {
            return content.readAllBytes();
        }
    }

    protected String file(JsonNode result, String file) throws IOException {
        return new String(bytes(result, file), StandardCharsets.UTF_8);
    }
}
