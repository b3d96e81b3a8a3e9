package ai.medsyn.generator.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.medsyn.generator.GeneratorApplication;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.JobsAtRest;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.testing.TestTokens;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Jobs that a diffusion model draws, on a machine that was told to use a GPU, has none and may use its CPU. */
@SpringBootTest(
        classes = GeneratorApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=generator",
            "medsyn.diffusion.device.kind=cuda",
            "medsyn.diffusion.device.or-cpu=true",
            "medsyn.diffusion.batch=1",
            "medsyn.diffusion.attempts=1"
        })
@Import(PostgresConfiguration.class)
class DiffusionJobTest {

    private static final TestTokens TOKENS = TestTokens.start();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String WARNING = "cuda:0 is not there; the CPU is used instead";

    @TempDir
    static Path disk;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        TOKENS.register(registry);
        TinyDiffusion.install(disk.resolve("models"));
        TinyDiffusion.latents(disk.resolve("models/mixed.safetensors"), true, false, true);
        TinyDiffusion.latents(disk.resolve("models/none.safetensors"), false);
        registry.add("medsyn.artifacts.root", () -> disk.resolve("store"));
        registry.add("medsyn.models.roots.tiny", () -> disk.resolve("models"));
    }

    @LocalServerPort
    int port;

    @Autowired
    Jobs jobs;

    @Autowired
    ModelRegistry registry;

    @Autowired
    Datasets datasets;

    @Autowired
    JdbcClient jdbc;

    private TinyDiffusion tiny;
    private HttpProbe http;

    @BeforeEach
    void register() {
        assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "this build has CUDA");
        tiny = new TinyDiffusion(registry, datasets, jdbc);
        http = new HttpProbe(port);
    }

    /** A job that still wrote would keep the folder from being deleted. */
    @AfterEach
    void nothing_runs_on() {
        JobsAtRest.await(jdbc);
    }

    private JobId draw(UUID corpus, int count) {
        HttpProbe.Answer answer = http.post(
                "/v1/image-jobs",
                "{\"corpus\": \"%s\", \"from\": 0, \"count\": %d}".formatted(corpus, count),
                "Authorization",
                TOKENS.bearer("generator", Role.REQUESTER));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json()).containsEntry("kind", "images.diffuse");
        return JobId.parse(String.valueOf(answer.json().get("id")));
    }

    private Job job(JobId id) {
        return jobs.require(id, TinyDiffusion.TEAM);
    }

    private Job ended(JobId id) {
        return await().atMost(PATIENCE).until(() -> job(id), job -> job.state().ended());
    }

    private HttpProbe.Answer activity(String path) {
        return http.get("/v1/diffusion/activity" + path, "Authorization", TOKENS.bearer("generator", Role.VIEWER));
    }

    @Test
    void an_image_that_stays_unusable_costs_itself_and_not_its_job() {
        UUID corpus = tiny.corpus(3, 2, "tiny/mixed.safetensors");
        Job job = ended(draw(corpus, 3));
        assertThat(job.state()).as(String.valueOf(job.error())).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.pool()).isEqualTo("onnx-gpu");
        assertThat(job.result()).contains("\"images\": 3", "\"unusable\": 1", WARNING);
        assertThat(tiny.settings(corpus, 0)).doesNotContain("\"unusable\"").contains("channelSpread", WARNING);
        assertThat(tiny.settings(corpus, 1))
                .contains("\"unusable\"", "NaN or infinity at call 1 of 2", "after 1 attempts");
        assertThat(tiny.settings(corpus, 2)).doesNotContain("\"unusable\"");
    }

    @Test
    void what_overflows_in_float16_is_drawn_with_the_float32_weights_that_the_model_names() {
        UUID half = tiny.corpus(TinyDiffusion.OVERFLOWING, 2, 2, null);
        assertThat(ended(draw(half, 2)).result()).contains("\"images\": 2", "\"unusable\": 0");
        UUID single = tiny.corpus(2, 2, null);
        ended(draw(single, 2));
        for (int ordinal = 0; ordinal < 2; ordinal++) {
            assertThat(tiny.settings(half, ordinal))
                    .contains("the U-Net gave NaN or infinity at call 1 of 2", "\"weights\": \"tiny-sd1\"");
            assertThat(spread(half, ordinal)).isEqualTo(spread(single, ordinal));
        }
    }

    /** A number that depends on every pixel. */
    private String spread(UUID corpus, int ordinal) {
        return tiny.settings(corpus, ordinal).replaceFirst(".*(\"channelSpread\": [^,}]+).*", "$1");
    }

    @Test
    void a_job_without_a_usable_image_fails_and_says_why() {
        Job job = ended(draw(tiny.corpus(4, 2, "tiny/none.safetensors"), 4));
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error()).isNotNull();
        assertThat(job.error().code()).isEqualTo("image-unusable");
        assertThat(job.error().message())
                .contains("found none among 4", "the U-Net gave NaN or infinity at call 1 of 2", "float32");
    }

    @Test
    @SuppressWarnings("unchecked")
    void who_waits_sees_every_step_in_the_job_and_in_the_activity() {
        assertThat(activity("/" + TinyDiffusion.MODEL + "/preview").status()).isEqualTo(404);
        // 200,000 steps, so that the job outlives every look at it on any machine; it is cancelled at the end.
        JobId id = draw(tiny.corpus(500, 400, null), 500);
        HttpProbe.Answer at = await().atMost(PATIENCE)
                .until(() -> activity(""), answer -> !((List<?>) answer.json().get("batches")).isEmpty());
        Map<String, Object> batch = ((List<Map<String, Object>>) at.json().get("batches")).get(0);
        assertThat(batch)
                .containsEntry("model", TinyDiffusion.MODEL)
                .containsEntry("steps", 400)
                .containsEntry("batch", 1)
                .containsEntry("width", 64)
                .containsKeys("queueSeconds", "startedAt");
        assertThat((int) batch.get("step")).isBetween(1, 400);
        assertThat((double) batch.get("secondsPerStep")).isPositive();
        assertThat((double) batch.get("imagesPerSecond")).isPositive();
        await().atMost(PATIENCE).until(() -> preview().statusCode() == 200);
        assertThat(job(id).state().ended()).isFalse();
        String phase = await().atMost(PATIENCE)
                .until(() -> String.valueOf(job(id).progress().phase()), text -> text.contains(" of 400"));
        assertThat(phase)
                .matches("step \\d+ of 400, batch of 1, \\S+ s a step, \\S+ images/s, \\S+ s in the queue; " + WARNING);
        jobs.cancel(id, TinyDiffusion.TEAM);
        assertThat(ended(id).progress().phase()).isNull();
    }

    private HttpResponse<byte[]> preview() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        http.request(
                                        "/v1/diffusion/activity/" + TinyDiffusion.MODEL + "/preview",
                                        "Authorization",
                                        TOKENS.bearer("generator", Role.VIEWER))
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200) {
            assertThat(new String(answer.body(), 1, 3, StandardCharsets.ISO_8859_1))
                    .isEqualTo("PNG");
        }
        return answer;
    }
}
