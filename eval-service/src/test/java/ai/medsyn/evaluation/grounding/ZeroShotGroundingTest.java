package ai.medsyn.evaluation.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ai.medsyn.evaluation.EvaluationApplication;
import ai.medsyn.evaluation.encoders.OnnxFiles;
import ai.medsyn.evaluation.encoders.Similarity;
import ai.medsyn.evaluation.imports.ImportSpec;
import ai.medsyn.evaluation.imports.Imports;
import ai.medsyn.evaluation.runs.EvaluationOrders;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Question;
import ai.medsyn.evaluation.runs.EvaluationSpec.Subject;
import ai.medsyn.evaluation.zeroshot.ClassList;
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
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.models.NewModel;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Grounding from imported films with boxes and masks over a real ONNX pair with cells to rows and files. */
@SpringBootTest(
        classes = EvaluationApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=evaluation", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
class ZeroShotGroundingTest {

    private static final String TEAM = "radiology";
    private static final int SIDE = 32;
    private static final ClassList LIGHT = new ClassList(
            "light",
            "1",
            "test",
            false,
            List.of(new ClassList.Finding("Bright", "left"), new ClassList.Finding("Dark", "right")));

    @TempDir
    static Path disk;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(disk.resolve("films"));
        OnnxFiles.write(disk.resolve("models/halves"));
        OnnxFiles.writeWithCells(disk.resolve("models/cells"));
        registry.add("medsyn.artifacts.root", () -> disk.resolve("store"));
        registry.add("medsyn.imports.roots.films", () -> disk.resolve("films"));
        registry.add("medsyn.models.roots.models", () -> disk.resolve("models"));
    }

    @Autowired
    Jobs jobs;

    @Autowired
    ModelRegistry models;

    @Autowired
    Evaluations evaluations;

    @Autowired
    EvaluationOrders orders;

    @Autowired
    ArtifactStore store;

    @Autowired
    JsonMapper json;

    @BeforeEach
    void register() {
        for (String id : List.of("halves", "cells")) {
            models.register(new NewModel(
                    id, ModelKind.IMAGE_ENCODER, ModelFormat.ONNX, "1", "models/" + id, "CC0-1.0", Map.of()));
        }
    }

    private Job finished(String kind, Object spec) {
        Job job = jobs.submit(JobSubmission.of(kind, spec, TEAM)).job();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jobs.require(job.id(), TEAM).state().ended());
        return jobs.require(job.id(), TEAM);
    }

    /**
     * Twenty gray films with a bright and a dark square; every fourth for validation. The bright one has a box, the dark one a mask.
     *
     * @param regions whether the tables say where the squares are
     */
    private UUID films(String name, boolean regions) throws IOException {
        StringBuilder index = new StringBuilder("file,label,view,split,patient\n");
        StringBuilder boxes = new StringBuilder("image,label,x,y,width,height\n");
        StringBuilder masks = new StringBuilder("image,label,mask\n");
        Path folder = disk.resolve("films/" + name);
        Files.createDirectories(folder);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            int[] bright = {4 * random.nextInt(3), 4 * random.nextInt(6)};
            int[] dark = {16 + 4 * random.nextInt(3), 4 * random.nextInt(6)};
            Files.write(folder.resolve(i + ".png"), png(square(square(filled(128), bright, 250), dark, 5)));
            Files.write(folder.resolve("mask" + i + ".png"), png(square(filled(0), dark, 255)));
            index.append("%d.png,Bright|Dark,%s,%s,p%d%n"
                    .formatted(i, i % 2 == 0 ? "PA" : "AP", i % 4 == 0 ? "validate" : "test", i));
            boxes.append("%d.png,Bright,%d,%d,8,8%n".formatted(i, bright[0], bright[1]));
            masks.append("%d.png,Dark,mask%d.png%n".formatted(i, i));
        }
        Files.writeString(folder.resolve("index.csv"), index);
        if (regions) {
            Files.writeString(folder.resolve("boxes.csv"), boxes);
            Files.writeString(folder.resolve("masks.csv"), masks);
        }
        Job job = finished(
                Imports.KIND,
                new ImportSpec(
                        name,
                        new ImportSpec.Source(ImportSpec.Layout.CSV, "films/" + name, null),
                        null,
                        new ImportSpec.Rules(null, null, ImportSpec.Patients.REFUSE, null),
                        0));
        return UUID.fromString(
                json.readTree(String.valueOf(job.result())).get("dataset").asString());
    }

    private static byte[] filled(int gray) {
        byte[] pixels = new byte[SIDE * SIDE];
        java.util.Arrays.fill(pixels, (byte) gray);
        return pixels;
    }

    private static byte[] square(byte[] pixels, int[] corner, int gray) {
        for (int y = corner[1]; y < corner[1] + 8; y++) {
            java.util.Arrays.fill(pixels, y * SIDE + corner[0], y * SIDE + corner[0] + 8, (byte) gray);
        }
        return pixels;
    }

    private static byte[] png(byte[] pixels) {
        return PngEncoder.encode(new GrayImage(SIDE, SIDE, pixels), Map.of());
    }

    private static EvaluationSpec spec(UUID dataset, String model, @Nullable Similarity similarity) {
        return new EvaluationSpec(
                "zero-shot-grounding",
                new Subject(model, null),
                dataset,
                new Question(null, LIGHT, null, null, null, similarity),
                null,
                null,
                null);
    }

    private byte[] file(JsonNode result, String name) throws IOException {
        try (InputStream content =
                store.open(new ObjectName(result.get("files").get(name).asString()))) {
            return content.readAllBytes();
        }
    }

    private static double value(List<EvaluationMetric> metrics, String label, String name) {
        return metrics.stream()
                .filter(metric -> metric.subset().equals("all")
                        && metric.label().equals(label)
                        && metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void phrases_are_found_where_boxes_and_masks_say_and_shown() throws IOException {
        UUID dataset = films("squares", true);
        Job job = finished(EvaluationOrders.KIND, spec(dataset, "cells", null));
        assertThat(job.error()).isNull();
        JsonNode result = json.readTree(String.valueOf(job.result()));
        List<EvaluationMetric> metrics = evaluations.metrics(job.id().value());
        for (String label : List.of("Bright", "Dark")) {
            assertThat(value(metrics, label, "pointing-game")).isEqualTo(1);
            assertThat(value(metrics, label, "dice")).isGreaterThan(0.75);
            assertThat(value(metrics, label, "contrast-to-noise")).isGreaterThan(1.5);
            assertThat(value(metrics, label, "dice-of-the-whole-film")).isEqualTo(2.0 / 17, within(1e-9));
        }
        assertThat(result.get("films").get("test-with-regions").asInt()).isEqualTo(15);
        assertThat(result.get("chance")).isEmpty();
        assertThat(new String(file(result, "sweep.csv"), StandardCharsets.UTF_8))
                .contains("test,Bright,15,0.50,");
        assertThat(new String(file(result, "sweep.svg"), StandardCharsets.UTF_8))
                .contains("<polyline");
        assertThat(new String(file(result, "md"), StandardCharsets.UTF_8))
                .contains("| Bright | 15 |", "similarity=cosine", "output patch_embeds");
        var sheet = ImageIO.read(new ByteArrayInputStream(file(result, "overlays.png")));
        assertThat(sheet.getHeight()).isGreaterThan(12 * 224);
        assertThat(java.util.stream.IntStream.range(0, sheet.getWidth() * sheet.getHeight())
                        .map(i -> sheet.getRGB(i % sheet.getWidth(), i / sheet.getWidth()))
                        .filter(rgb -> rgb == 0xFF00E5FF)
                        .count())
                .isGreaterThan(1000);
    }

    @Test
    void a_model_that_looks_elsewhere_is_reported_as_chance() throws IOException {
        ClassList swapped =
                new ClassList("swapped", "1", "test", false, List.of(new ClassList.Finding("Bright", "right")));
        EvaluationSpec asked = spec(films("elsewhere", true), "cells", null);
        Job job = finished(
                EvaluationOrders.KIND,
                new EvaluationSpec(
                        asked.task(),
                        asked.model(),
                        asked.dataset(),
                        new Question(null, swapped, null, null, null),
                        null,
                        null,
                        null));
        assertThat(job.error()).isNull();
        JsonNode result = json.readTree(String.valueOf(job.result()));
        assertThat(result.get("chance").toString()).contains("Bright");
        assertThat(new String(file(result, "md"), StandardCharsets.UTF_8)).contains("Not told from chance");
    }

    @Test
    void asking_again_gives_the_same_files() throws IOException {
        UUID dataset = films("again", true);
        Job first = finished(EvaluationOrders.KIND, spec(dataset, "cells", null));
        Job second = finished(EvaluationOrders.KIND, spec(dataset, "cells", null));
        JsonNode one = json.readTree(String.valueOf(first.result()));
        JsonNode two = json.readTree(String.valueOf(second.result()));
        for (String name : List.of("csv", "sweep.csv", "sweep.svg", "overlays.png")) {
            assertThat(file(two, name)).isEqualTo(file(one, name));
        }
        assertThat(evaluations.require(second.id().value(), TEAM).contentKey())
                .isEqualTo(evaluations.require(first.id().value(), TEAM).contentKey());
    }

    @Test
    void films_without_regions_models_without_cells_and_attention_that_nobody_trained_are_named() throws IOException {
        assertThat(finished(EvaluationOrders.KIND, spec(films("bare", false), "cells", null))
                        .error()
                        .code())
                .isEqualTo("no-regions");
        UUID dataset = films("boxed", true);
        assertThat(finished(EvaluationOrders.KIND, spec(dataset, "halves", null))
                        .error()
                        .code())
                .isEqualTo("no-local-features");
        assertThat(finished(EvaluationOrders.KIND, spec(dataset, "cells", Similarity.ATTENTION))
                        .error()
                        .code())
                .isEqualTo("no-attention");
    }

    @Test
    void a_question_that_fits_another_task_is_refused() throws IOException {
        EvaluationSpec asked = spec(films("refused", true), "cells", null);
        EvaluationSpec uncertain = new EvaluationSpec(
                asked.task(),
                asked.model(),
                asked.dataset(),
                new Question(null, LIGHT, null, null, EvaluationSpec.Uncertain.POSITIVE),
                null,
                null,
                null);
        assertThatThrownBy(() -> orders.check(uncertain, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains("question.uncertain"));
        EvaluationSpec classification = new EvaluationSpec(
                "zero-shot-classification",
                asked.model(),
                asked.dataset(),
                new Question(null, LIGHT, null, null, null, Similarity.COSINE),
                null,
                null,
                null);
        assertThatThrownBy(() -> orders.check(classification, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains("question.similarity"));
    }
}
