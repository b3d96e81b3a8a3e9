package ai.medsyn.training.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.models.ModelFile;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.JobsAtRest;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.testing.TestTokens;
import ai.medsyn.platform.testing.WriteGate;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.platform.trainings.Checkpoints;
import ai.medsyn.platform.trainings.TrainingMetric;
import ai.medsyn.platform.trainings.TrainingMetric.Phase;
import ai.medsyn.platform.trainings.TrainingMetrics;
import ai.medsyn.platform.trainings.Trainings;
import ai.medsyn.training.TrainingApplication;
import ai.medsyn.training.runs.TestDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The service as the gateway meets it: real server, database, store and LibTorch. */
@SpringBootTest(
        classes = TrainingApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=training", "medsyn.jobs.launches=3", "medsyn.training.threads=1"})
@Import(PostgresConfiguration.class)
class TrainingApiTest {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final TestTokens TOKENS = TestTokens.start();

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TOKENS.register(registry);
        registry.add("medsyn.artifacts.root", () -> folder.resolve("artifacts"));
        registry.add("medsyn.training.cache", () -> folder.resolve("cache"));
        registry.add("medsyn.training.exports", () -> folder.resolve("models"));
        registry.add("medsyn.models.roots.trained", () -> folder.resolve("models"));
    }

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    ArtifactStore artifacts;

    @Autowired
    ModelRegistry registry;

    @Autowired
    Trainings trainings;

    @Autowired
    JsonMapper json;

    @Autowired
    Jobs jobs;

    @Autowired
    TrainingMetrics metrics;

    @Autowired
    Checkpoints checkpoints;

    @Autowired
    LineageGraph lineage;

    private HttpProbe.Answer post(String json, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = TOKENS.bearer("training", Role.REQUESTER);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return new HttpProbe(port).post("/v1/trainings", json, all);
    }

    private UUID dataset(int count, int broken) throws IOException {
        return new TestDataset(jdbc, artifacts).sealed(count, broken);
    }

    private static String request(UUID dataset, int steps, int processes) {
        return """
                {"name": "tiny", "datasets": [{"dataset": "%s"}], "preset": "convirt-edreis/corrected", "seed": 3, "processes": %d,
                 "encoders": {"image": "vit-tiny-16", "text": "bert-small"}, "budget": {"unit": "STEPS", "amount": %d},
                 "overrides": {"batchSize": 8, "imageSize": 32, "cropSize": 32, "freezeText": true, "maxTokens": 32, "learningRate": 1e-4,
                               "warmUp": 0.1, "validateEvery": 4, "checkpointEvery": 4}}
                """.formatted(dataset, processes, steps);
    }

    /** A job that still wrote would keep the folder from being deleted. */
    @AfterEach
    void nothing_runs_on() {
        JobsAtRest.await(jdbc);
    }

    private JobId submit(String json) {
        HttpProbe.Answer answer = post(json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return JobId.parse((String) answer.json().get("id"));
    }

    private Job job(JobId id) {
        return jobs.require(id, TestDataset.TEAM);
    }

    private Job finished(JobId id) {
        await().atMost(PATIENCE).until(() -> job(id).state().ended());
        return job(id);
    }

    private Job succeeded(JobId id) {
        Job job = finished(id);
        assertThat(job.state()).as(String.valueOf(job.error())).isEqualTo(JobState.SUCCEEDED);
        return job;
    }

    private List<TrainingMetric> metrics(JobId id, Phase phase) {
        return metrics.read(id.value(), phase, TrainingMetrics.Position.START, 1000);
    }

    @Test
    void a_training_leaves_metrics_checkpoints_lineage_and_models() throws Exception {
        UUID dataset = dataset(40, -1);
        JobId id = submit(request(dataset, 10, 1));
        Job job = succeeded(id);

        assertThat(job.progress().done()).isEqualTo(10);
        assertThat(job.progress().unit()).isEqualTo("steps");
        assertMetrics(id);
        Checkpoint best = assertCheckpoints(id, dataset);
        String pair = "tiny-" + id.toString().substring(0, 8);
        assertThat(job.result()).contains("\"pair\": \"" + pair + "\"").contains("\"lastCheckpoint\"");
        assertPair(pair, id, dataset, best);
        assertUsable(pair, dataset);
    }

    private void assertMetrics(JobId id) {
        assertThat(metrics(id, Phase.TRAIN)).hasSize(10).last().satisfies(metric -> {
            assertThat(metric.loss()).isPositive();
            assertThat(metric.terms()).containsKeys("contrastive", "gradient_norm");
            assertThat(metric.samplesPerSecond()).isPositive();
            assertThat(metric.dataWait()).isBetween(0.0, 1.0);
            assertThat(metric.memoryBytes()).isGreaterThan(50_000_000);
        });
        assertThat(metrics(id, Phase.VALIDATE)).extracting(TrainingMetric::step).containsExactly(4, 8, 10);
        assertThat(metrics(id, Phase.VALIDATE).get(0).terms())
                .containsEntry("pairs", 8.0)
                .containsKey("recall_at_1");
    }

    /** The best one. */
    private Checkpoint assertCheckpoints(JobId id, UUID dataset) throws IOException {
        List<Checkpoint> kept = checkpoints.kept(id.value());
        assertThat(kept).hasSizeLessThanOrEqualTo(2).last().satisfies(last -> {
            assertThat(last.step()).isEqualTo(10);
            assertThat(last.last()).isTrue();
        });
        for (Checkpoint checkpoint : checkpoints.page(
                TestDataset.TEAM, id.value(), java.time.Instant.now().plusSeconds(60), new UUID(-1, -1), 100)) {
            for (Checkpoint.File file : checkpoint.files()) {
                assertThat(artifacts.find(new ObjectName(file.object())).isPresent())
                        .as("files are there as long as the checkpoint is not dropped")
                        .isEqualTo(checkpoint.droppedAt() == null);
            }
        }
        assertThat(lineage.walk(
                        LineageNode.checkpoint(kept.get(0).id()), LineageGraph.Direction.UPSTREAM, TestDataset.TEAM))
                .extracting(LineageGraph.Reached::node)
                .contains(new LineageNode("dataset", dataset.toString()));
        return kept.stream().filter(Checkpoint::best).findFirst().orElseThrow();
    }

    private void assertPair(String pair, JobId id, UUID dataset, Checkpoint best) throws Exception {
        assertThat(registry.require(pair, ModelKind.IMAGE_ENCODER)).satisfies(model -> {
            assertThat(model.format()).isEqualTo(ModelFormat.ONNX);
            assertThat(model.files())
                    .extracting(ModelFile::path)
                    .contains("image_encoder.onnx", "text_encoder.onnx", "tokenizer.json", "preprocessor_config.json");
            assertThat((Double) model.parameters().get("imageDifference")).isBetween(0.0, 1e-4);
            assertThat((Double) model.parameters().get("textDifference")).isBetween(0.0, 1e-4);
        });
        Path exported = folder.resolve("models").resolve(pair);
        assertThat(exported.resolve("README.md"))
                .content()
                .contains(
                        "ONNX Runtime against LibTorch, largest absolute difference", dataset.toString(), "SYNTHETIC");
        String spec = trainings.require(id.value(), TestDataset.TEAM).specJson();
        assertThat(TrainedEncoder.exported(exported.resolve("image_encoder.onnx")))
                .as("of the film that ONNX Runtime sees, by the best checkpoint's weights")
                .containsExactly(new TrainedEncoder(artifacts, json, folder).rebuilt(spec, best), within(1e-5f));
    }

    private void assertUsable(String pair, UUID dataset) {
        Job misfit = finished(submit(request(dataset, 1, 1)
                .replace("\"vit-tiny-16\"", "\"resnet-18\", \"imageWeights\": \"" + pair + "-image\"")));
        assertThat(misfit.error().code()).isEqualTo("weights-mismatch");
        assertThat(misfit.error().message()).contains("conv1.weight", "cls_token");
        // The exported encoders are some to begin with.
        assertThat(post(request(dataset, 1, 1)
                                .replace("\"vit-tiny-16\"", "\"vit-tiny-16\", \"imageWeights\": \"" + pair + "-image\"")
                                .replace("bert-small", pair + "-text"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void the_same_key_gives_the_same_training() throws Exception {
        String request = request(dataset(40, -1), 2, 1);
        HttpProbe.Answer first = post(request, "Idempotency-Key", "once");
        HttpProbe.Answer second = post(request, "Idempotency-Key", "once");
        assertThat(second.json()).containsEntry("id", first.json().get("id"));
        assertThat(jdbc.sql("select count(*) from training where id = ?::uuid")
                        .param(first.json().get("id"))
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_training_that_was_paused_ends_with_the_weights_of_an_undisturbed_one() throws Exception {
        UUID dataset = dataset(40, -1);
        JobId paused = pausedBehindItsFirstCheckpoint(request(dataset, 16, 1));
        assertThat(job(paused).state()).isEqualTo(JobState.PAUSED);
        JobId undisturbed = submit(request(dataset, 16, 1));
        succeeded(undisturbed);
        jobs.resume(paused, TestDataset.TEAM);
        succeeded(paused);
        assertThat(checkpoints.last(paused.value()).orElseThrow().weights())
                .isEqualTo(checkpoints.last(undisturbed.value()).orElseThrow().weights());
        assertThat(metrics(paused, Phase.TRAIN))
                .extracting(TrainingMetric::loss)
                .isEqualTo(metrics(undisturbed, Phase.TRAIN).stream()
                        .map(TrainingMetric::loss)
                        .toList());
    }

    /** Its second checkpoint is held back until the training is paused. */
    private JobId pausedBehindItsFirstCheckpoint(String request) throws Exception {
        try (WriteGate gate = new WriteGate(dataSource.getConnection(), "checkpoint", "new.step = 8")) {
            JobId training = submit(request);
            await().atMost(PATIENCE).until(gate::reached);
            assertThat(checkpoints.last(training.value()))
                    .hasValueSatisfying(last -> assertThat(last.step()).isEqualTo(4));
            jobs.pause(training, TestDataset.TEAM);
            return training;
        }
    }

    @Test
    void two_processes_meet_and_compute_the_losses_of_one() throws Exception {
        UUID dataset = dataset(40, -1);
        JobId one = submit(request(dataset, 6, 1));
        succeeded(one);
        JobId two = submit(request(dataset, 6, 2));
        succeeded(two);
        List<TrainingMetric> alone = metrics(one, Phase.TRAIN);
        List<TrainingMetric> together = metrics(two, Phase.TRAIN);
        assertThat(together).hasSameSizeAs(alone);
        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i).loss())
                    .isCloseTo(alone.get(i).loss(), org.assertj.core.data.Offset.offset(1e-4));
        }
        assertThat(jdbc.sql("select count(*) from job where parent = ? and kind = 'training.rank'")
                        .param(two.value())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_broken_image_ends_the_job_and_is_named() throws Exception {
        Job job = finished(submit(request(dataset(40, 7), 4, 1)));
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error().code()).isEqualTo("sample-corrupt");
        assertThat(job.error().message()).contains("/7: its image cannot be used");
    }

    @Test
    @SuppressWarnings("unchecked")
    void everything_that_is_wrong_is_said_at_once() throws Exception {
        UUID dataset = dataset(10, -1);
        HttpProbe.Answer answer = post("""
                {"name": "no spaces", "preset": "convirt", "seed": 1, "processes": 0,
                 "datasets": [{"dataset": "%s", "weight": -1}, {"dataset": "%s"}, {"dataset": "%s"}],
                 "encoders": {"image": "alexnet", "text": "gpt"},
                 "budget": {"unit": "HOURS", "amount": 0},
                 "data": {"train": ["TRAIN"]},
                 "overrides": {"batchSize": 1, "learningRate": "fast", "momentum": 0.9}}
                """.formatted(dataset, dataset, UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat((List<Map<String, Object>>) answer.json().get("violations"))
                .extracting(violation -> violation.get("field"))
                .contains(
                        "name",
                        "preset",
                        "processes",
                        "datasets[0].weight",
                        "datasets[1].dataset",
                        "datasets[2].dataset",
                        "encoders.image",
                        "encoders.text",
                        "budget.unit",
                        "budget.amount",
                        "data.train",
                        "overrides.batchSize",
                        "overrides.learningRate",
                        "overrides.momentum");
        HttpProbe.Answer small = post(request(dataset, 4, 1).replace("\"batchSize\": 8", "\"batchSize\": 16"));
        assertThat(small.status()).isEqualTo(400);
        assertThat(small.body()).contains("must have at least batchSize (16) pairs");
    }

    @Test
    void a_dataset_without_images_is_refused() throws Exception {
        UUID reports = new TestDataset(jdbc, artifacts).sealedWithoutImages(20);
        HttpProbe.Answer answer = post(request(reports, 4, 1));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("datasets[0].dataset", "must have samples with images in the splits [train]");
    }

    @Test
    void presets_are_listed_with_what_may_be_changed() {
        HttpProbe.Answer answer =
                new HttpProbe(port).get("/v1/presets", "Authorization", TOKENS.bearer("training", Role.VIEWER));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"convirt-edreis/corrected\"",
                        "\"mgca/faithful\"",
                        "\"batchSize\"",
                        "\"minilm\"",
                        "\"resnet-50\"");
    }
}
