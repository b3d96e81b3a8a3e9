package ai.medsyn.evaluation.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.medsyn.evaluation.EvaluationApplication;
import ai.medsyn.evaluation.imports.ImportSpec;
import ai.medsyn.evaluation.imports.Imports;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.evaluations.EvaluationMetric;
import ai.medsyn.platform.evaluations.Evaluations;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A quality report from imported films to rows and the page. */
@SpringBootTest(
        classes = EvaluationApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=evaluation", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
class QualityReportTest {

    private static final String TEAM = "radiology";
    private static final QualitySpec.Settings SETTINGS = new QualitySpec.Settings(null, 3, 20, 1L);

    @TempDir
    static Path disk;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(disk.resolve("films"));
        registry.add("medsyn.artifacts.root", () -> disk.resolve("store"));
        registry.add("medsyn.imports.roots.films", () -> disk.resolve("films"));
    }

    @Autowired
    Jobs jobs;

    @Autowired
    Evaluations evaluations;

    @Autowired
    QualityOrders orders;

    @Autowired
    ArtifactStore store;

    @Autowired
    JsonMapper json;

    private Job finished(String kind, Object spec) {
        Job job = jobs.submit(JobSubmission.of(kind, spec, TEAM)).job();
        await().atMost(Duration.ofMinutes(10))
                .until(() -> jobs.require(job.id(), TEAM).state().ended());
        Job ended = jobs.require(job.id(), TEAM);
        assertThat(ended.error()).isNull();
        return ended;
    }

    /** @param seed films of equal seeds are equal; every fifth is held out */
    private UUID films(String name, int seed) throws IOException {
        StringBuilder table = new StringBuilder("file,label,split,impression\n");
        Path folder = disk.resolve("films/" + name);
        Files.createDirectories(folder);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            byte[] pixels = new byte[32 * 32];
            random.nextBytes(pixels);
            Files.write(folder.resolve(i + ".png"), PngEncoder.encode(new GrayImage(32, 32, pixels), Map.of()));
            boolean effusion = i % 2 == 0;
            // every fourth report is silent about its label
            String report = i % 4 == 0 ? "Stable heart." : effusion ? "Left pleural effusion." : "Cardiomegaly.";
            table.append("%d.png,%s,%s,%s%n"
                    .formatted(i, effusion ? "Effusion" : "Cardiomegaly", i % 5 == 0 ? "test" : "train", report));
        }
        Files.writeString(folder.resolve("index.csv"), table.toString());
        Job job = finished(
                Imports.KIND,
                new ImportSpec(
                        name, new ImportSpec.Source(ImportSpec.Layout.CSV, "films/" + name, null), null, null, 0));
        return UUID.fromString(
                json.readTree(String.valueOf(job.result())).get("dataset").asString());
    }

    private String page(Job job) throws IOException {
        try (InputStream content = store.open(new ObjectName("evaluations/" + job.id() + "/report.html"))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void copies_of_real_films_are_flagged_and_shown_beside_them() throws IOException {
        UUID real = films("real", 1);
        Job job = finished("quality.report", new QualitySpec(films("copies", 1), real, null, SETTINGS));
        JsonNode report = json.readTree(String.valueOf(job.result()));
        assertThat(report.get("flagged")).hasSizeGreaterThan(30);
        assertThat(report.get("neighbours").get("films").get(0).asInt()).isGreaterThanOrEqualTo(32);
        assertThat(page(job))
                .contains("Are real films repeated?", "held-out real films", "its nearest real film, sample")
                .contains("to be expected. Look at them below.", ", flagged, distance 0")
                .contains("films by finding", "Pleural Effusion", "thumbnail-16", "frechet-distance")
                .doesNotContain("<script");
    }

    @Test
    void films_of_their_own_are_not() throws IOException {
        Job job = finished("quality.report", new QualitySpec(films("others", 2), films("base", 3), null, SETTINGS));
        assertThat(json.readTree(String.valueOf(job.result())).get("flagged")).hasSizeLessThan(10);
        assertThat(page(job)).contains(", not flagged, distance").doesNotContain("Look at them below");
    }

    @Test
    void imported_reports_are_held_against_the_labels_of_their_source() throws IOException {
        Job job = finished("quality.report", new QualitySpec(films("reports", 4), null, null, SETTINGS));
        Map<String, Double> numbers = evaluations.metrics(job.id().value()).stream()
                .collect(Collectors.toMap(EvaluationMetric::name, EvaluationMetric::value));
        assertThat(numbers.get("report-label-precision")).isEqualTo(1);
        // ten of forty reports are silent
        assertThat(numbers.get("report-label-recall")).isEqualTo(0.75);
        assertThat(numbers).doesNotContainKey("entity-recall");
        assertThat(page(job)).contains("Do reports say what they should?").doesNotContain("Are real films repeated?");
    }

    @Test
    void two_encoders_or_a_checkpoint_of_others_are_refused() throws IOException {
        UUID dataset = films("refused", 5);
        QualitySpec both = new QualitySpec(dataset, null, "pair", UUID.randomUUID(), SETTINGS);
        assertThatThrownBy(() -> orders.check(both, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains("checkpoint", "must be absent beside an encoder"));
        QualitySpec unknown = new QualitySpec(dataset, null, null, UUID.randomUUID(), SETTINGS);
        assertThatThrownBy(() -> orders.check(unknown, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains("must be a checkpoint of the team"));
    }
}
