package ai.medsyn.training.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.ContextFolder;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.JobsAtRest;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.testing.TestTokens;
import ai.medsyn.training.TrainingApplication;
import ai.medsyn.training.runs.TestDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service as the gateway meets it: real server, database, store and LibTorch. */
@SpringBootTest(
        classes = TrainingApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=training", "medsyn.jobs.launches=3", "medsyn.training.threads=1"})
@Import(PostgresConfiguration.class)
abstract class TrainingBench {

    static final Duration PATIENCE = Duration.ofMinutes(15);
    static final TestTokens TOKENS = TestTokens.start();

    static final Path FOLDER = ContextFolder.create("training");

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TOKENS.register(registry);
        registry.add("medsyn.artifacts.root", () -> FOLDER.resolve("artifacts"));
        registry.add("medsyn.training.cache", () -> FOLDER.resolve("cache"));
        registry.add("medsyn.training.exports", () -> FOLDER.resolve("models"));
        registry.add("medsyn.models.roots.trained", () -> FOLDER.resolve("models"));
    }

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ArtifactStore artifacts;

    @Autowired
    Jobs jobs;

    HttpProbe.Answer post(String json, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = TOKENS.bearer("training", Role.REQUESTER);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return new HttpProbe(port).post("/v1/trainings", json, all);
    }

    UUID dataset(int count, int broken) throws IOException {
        return new TestDataset(jdbc, artifacts).sealed(count, broken);
    }

    static String request(UUID dataset, int steps, int processes) {
        return """
                {"name": "tiny", "datasets": [{"dataset": "%s"}], "preset": "convirt-edreis/corrected", "seed": 3, "processes": %d,
                 "encoders": {"image": "vit-tiny-16", "text": "bert-small"}, "budget": {"unit": "STEPS", "amount": %d},
                 "overrides": {"batchSize": 8, "imageSize": 32, "cropSize": 32, "freezeText": true, "maxTokens": 32, "learningRate": 1e-4,
                               "warmUp": 0.1, "validateEvery": 4, "checkpointEvery": 4}}
                """.formatted(dataset, processes, steps);
    }

    /** A job that still wrote would take time from the next test. */
    @AfterEach
    void nothing_runs_on() {
        JobsAtRest.await(jdbc);
    }

    JobId submit(String json) {
        HttpProbe.Answer answer = post(json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return JobId.parse((String) answer.json().get("id"));
    }

    Job job(JobId id) {
        return jobs.require(id, TestDataset.TEAM);
    }

    Job finished(JobId id) {
        await().atMost(PATIENCE).until(() -> job(id).state().ended());
        return job(id);
    }

    Job succeeded(JobId id) {
        Job job = finished(id);
        assertThat(job.state()).as(String.valueOf(job.error())).isEqualTo(JobState.SUCCEEDED);
        return job;
    }
}
