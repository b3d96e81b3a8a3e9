package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.evaluation.EvaluationApplication;
import ai.medsyn.evaluation.encoders.OnnxFiles;
import ai.medsyn.evaluation.imports.ImportSpec;
import ai.medsyn.evaluation.imports.Imports;
import ai.medsyn.evaluation.runs.EvaluationOrders;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
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
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.weights.SafetensorsWeights;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Films with a bright square on one side or none, two encoders, and what is needed to ask about them. */
@SpringBootTest(
        classes = EvaluationApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=evaluation", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
// Each class has a directory of its own, which its context must not outlive.
@DirtiesContext
abstract class ProbeBench {

    static final String TEAM = "radiology";
    static final int SIDE = 32;
    private static final int BRIGHT = 14;

    @TempDir
    static Path disk;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(disk.resolve("films"));
        OnnxFiles.write(disk.resolve("models/halves"));
        resNet(disk.resolve("models/resnet"));
        registry.add("medsyn.artifacts.root", () -> disk.resolve("store"));
        registry.add("medsyn.imports.roots.films", () -> disk.resolve("films"));
        registry.add("medsyn.models.roots.models", () -> disk.resolve("models"));
        registry.add("medsyn.probes.work", () -> disk.resolve("probes"));
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
        models.register(new NewModel(
                "halves", ModelKind.IMAGE_ENCODER, ModelFormat.ONNX, "1", "models/halves", "CC0-1.0", Map.of()));
        models.register(new NewModel(
                "resnet", ModelKind.IMAGE_ENCODER, ModelFormat.SAFETENSORS, "1", "models/resnet", "CC0-1.0", Map.of()));
    }

    /** A ResNet-18 with random weights whose normalisation fits the films. */
    private static void resNet(Path folder) throws IOException {
        Files.createDirectories(folder);
        LibTorch.seed(5, 0);
        ResNet network = new ResNet(ResNet.Depth.RESNET18);
        network.train(true);
        for (int step = 0; step < 30; step++) {
            try (TensorScope scope = TensorScope.open();
                    NoGradient off = NoGradient.on()) {
                float[] pixels = new float[8 * 3 * SIDE * SIDE];
                for (int i = 0; i < 8; i++) {
                    byte[] film = film(i % 3 - 1, 10_000 + 8 * step + i);
                    for (int j = 0; j < 3 * film.length; j++) {
                        pixels[i * 3 * film.length + j] = ((film[j % film.length] & 0xFF) / 255f - 0.5f) / 0.5f;
                    }
                }
                network.encode(Tensors.of(pixels, 8, 3, SIDE, SIDE));
            }
        }
        SafetensorsWeights.write(folder.resolve("model.safetensors"), network.state(), Map.of());
        Files.writeString(
                folder.resolve("config.json"),
                "{\"architecture\": \"resnet-18\", \"imageSize\": %d, \"mean\": [0.5, 0.5, 0.5], \"deviation\": [0.5, 0.5, 0.5]}"
                        .formatted(SIDE));
        network.close();
    }

    /** Dark noise, with a bright square on the left (-1), the right (1) or nowhere (0). */
    private static byte[] film(int where, int seed) {
        byte[] pixels = new byte[SIDE * SIDE];
        SplittableRandom random = new SplittableRandom(seed);
        int left = left(where, seed);
        int top = top(seed);
        for (int i = 0; i < pixels.length; i++) {
            boolean inside = where != 0 && inside(i % SIDE, left) && inside(i / SIDE, top);
            pixels[i] = (byte) (inside ? 170 + random.nextInt(60) : random.nextInt(90));
        }
        return pixels;
    }

    private static boolean inside(int at, int from) {
        return at >= from && at < from + BRIGHT;
    }

    private static int left(int where, int seed) {
        return where < 0 ? 1 + seed % 2 : SIDE - BRIGHT - 1 - seed % 2;
    }

    private static int top(int seed) {
        return 2 + seed % 13;
    }

    /** What a set of films is like. */
    record Films(String name, int count, boolean regions) {}

    /** Films of one patient each: a third with the square on the left, a third on the right, a third without; 60 / 20 / 20. */
    UUID films(Films films) throws IOException {
        Path folder = Files.createDirectories(disk.resolve("films/" + films.name()));
        StringBuilder table = new StringBuilder("file,label,split,patient\n");
        StringBuilder masks = new StringBuilder("image,label,mask\n");
        StringBuilder boxes = new StringBuilder("image,label,x,y,width,height\n");
        for (int i = 0; i < films.count(); i++) {
            int where = i % 3 - 1;
            String label = where < 0 ? "Left" : where > 0 ? "Right" : "No Finding";
            String split = i % 5 < 3 ? "train" : i % 5 == 3 ? "validate" : "test";
            table.append("%d.png,%s,%s,p%d%n".formatted(i, label, split, i));
            Files.write(folder.resolve(i + ".png"), png(film(where, i)));
            if (where != 0) {
                byte[] mask = new byte[SIDE * SIDE];
                for (int p = 0; p < mask.length; p++) {
                    mask[p] = (byte) (inside(p % SIDE, left(where, i)) && inside(p / SIDE, top(i)) ? 255 : 0);
                }
                Files.write(folder.resolve(i + "-mask.png"), png(mask));
                masks.append("%d.png,%s,%d-mask.png%n".formatted(i, label, i));
                boxes.append("%d.png,%s,%d,%d,%d,%d%n".formatted(i, label, left(where, i), top(i), BRIGHT, BRIGHT));
            }
        }
        Files.writeString(folder.resolve("index.csv"), table.toString());
        if (films.regions()) {
            Files.writeString(folder.resolve("masks.csv"), masks.toString());
            Files.writeString(folder.resolve("boxes.csv"), boxes.toString());
        }
        ImportSpec spec = new ImportSpec(
                films.name(),
                new ImportSpec.Source(ImportSpec.Layout.CSV, "films/" + films.name(), null),
                null,
                new ImportSpec.Rules(null, null, ImportSpec.Patients.FAITHFUL, null),
                0);
        return UUID.fromString(
                result(finished(Imports.KIND, spec)).get("dataset").asString());
    }

    private static byte[] png(byte[] pixels) {
        return PngEncoder.encode(new GrayImage(SIDE, SIDE, pixels), Map.of());
    }

    Job finished(String kind, Object spec) {
        Job job = jobs.submit(JobSubmission.of(kind, spec, TEAM)).job();
        await().atMost(Duration.ofSeconds(900))
                .until(() -> jobs.require(job.id(), TEAM).state().ended());
        return jobs.require(job.id(), TEAM);
    }

    JsonNode result(Job job) {
        assertThat(job.error()).isNull();
        return json.readTree(String.valueOf(job.result()));
    }

    JsonNode evaluated(EvaluationSpec spec) {
        orders.check(spec, TEAM);
        return result(finished(EvaluationOrders.KIND, spec));
    }

    List<EvaluationMetric> metrics(JsonNode result) {
        return evaluations.metrics(UUID.fromString(result.get("evaluation").asString()));
    }

    double value(JsonNode result, String subset, String label, String metric) {
        return metrics(result).stream()
                .filter(each -> each.subset().equals(subset)
                        && each.label().equals(label)
                        && each.name().equals(metric))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("no " + subset + ", " + label + ", " + metric + " among " + metrics(result)))
                .value();
    }

    String file(JsonNode result, String name) throws IOException {
        try (InputStream content =
                store.open(new ObjectName(result.get("files").get(name).asString()))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
