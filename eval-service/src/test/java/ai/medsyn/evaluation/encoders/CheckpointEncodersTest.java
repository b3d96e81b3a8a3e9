package ai.medsyn.evaluation.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.EvaluationApplication;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.UnknownLineage;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.platform.trainings.Checkpoints;
import ai.medsyn.platform.trainings.Training;
import ai.medsyn.platform.trainings.Trainings;
import ai.medsyn.vision.export.EncoderExport;
import ai.medsyn.vision.export.ModelCard;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.presets.Preset;
import ai.medsyn.vision.presets.Presets;
import ai.medsyn.vision.presets.Variant;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.training.Blueprint;
import ai.medsyn.vision.training.ImageArchitecture;
import ai.medsyn.vision.training.Recipe;
import ai.medsyn.vision.training.TextModel;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** A checkpoint as training leaves it, opened for evaluation. */
@SpringBootTest(
        classes = EvaluationApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=evaluation", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
class CheckpointEncodersTest {

    private static final String TEAM = "radiology";
    private static final int SIDE = 64;

    @TempDir
    static Path disk;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("medsyn.artifacts.root", () -> disk.resolve("store"));
    }

    @Autowired
    Encoders encoders;

    @Autowired
    Trainings trainings;

    @Autowired
    Checkpoints checkpoints;

    @Autowired
    ArtifactStore store;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    private static GrayImage film(long seed) {
        return film(seed, SIDE, SIDE);
    }

    private static GrayImage film(long seed, int width, int height) {
        byte[] pixels = new byte[width * height];
        new SplittableRandom(seed).nextBytes(pixels);
        return new GrayImage(width, height, pixels);
    }

    private Recipe recipe(Preset preset, int crop) {
        Map<String, Object> numbers =
                json.convertValue(Recipe.of(preset), new tools.jackson.core.type.TypeReference<>() {});
        numbers.put("imageSize", SIDE);
        numbers.put("cropSize", crop);
        return json.convertValue(numbers, Recipe.class);
    }

    /** The run's rows and the file of its only checkpoint. */
    private UUID checkpoint(DualEncoder model, Blueprint blueprint) throws IOException {
        UUID training = UUID.randomUUID();
        jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, spec, team, request_digest, submitted_at)
                        values (?, 'training.run', 'torch-gpu', 'RUNNING', 'steps', '{}', ?, 'd', now())
                        """).params(training, TEAM).update();
        Map<String, Object> spec = Map.of(
                "preset",
                blueprint.preset().id().name(),
                "variant",
                "CORRECTED",
                "recipe",
                blueprint.recipe(),
                "encoders",
                Map.of("image", blueprint.image().id(), "text", "bert-small"));
        trainings.add(
                new Training(
                        training,
                        TEAM,
                        "tiny",
                        "convirt-edreis/corrected",
                        3,
                        json.writeValueAsString(spec),
                        List.of(),
                        Instant.EPOCH),
                "key of " + training);
        Path file = disk.resolve(training + ".safetensors");
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> weights = new LinkedHashMap<>(model.state());
            weights.put("objective.scale", Tensors.ones(1));
            SafetensorsWeights.write(file, weights, Map.of());
        }
        StoredObject stored;
        try (InputStream content = Files.newInputStream(file)) {
            stored = store.put(new ObjectName("trainings/" + training + "/model.safetensors"), content);
        }
        return add(
                training,
                1,
                new Checkpoint.File(
                        "model.safetensors",
                        stored.name().value(),
                        stored.bytes(),
                        stored.sha256().hex()));
    }

    /** The best one so far. */
    private UUID add(UUID training, int step, Checkpoint.File... files) {
        UUID id = UUID.randomUUID();
        checkpoints.add(new Checkpoint(
                id, training, step, 1, null, Sha256.of("weights"), List.of(files), true, true, Instant.EPOCH, null));
        return id;
    }

    /** Its training goes on to a better one. */
    private void drop(UUID id) {
        UUID training = checkpoints.require(id, TEAM).training();
        add(training, 2);
        assertThat(checkpoints.dropSuperseded(training, Instant.EPOCH))
                .extracting(Checkpoint::id)
                .containsExactly(id);
    }

    @Test
    void a_checkpoint_embeds_films_as_the_model_that_wrote_it() throws IOException {
        Preset preset = Presets.get("convirt-edreis", Variant.CORRECTED);
        Recipe recipe = recipe(preset, SIDE);
        Blueprint blueprint = new Blueprint(preset, recipe, ImageArchitecture.RESNET_18, new TextModel.Small());
        DualEncoder model = blueprint.model(41);
        model.train(false);
        UUID id = checkpoint(model, blueprint);
        try (EncoderPair pair = encoders.openCheckpoint(id, TEAM)) {
            List<float[]> together = pair.images().embed(List.of(film(1), film(2)));
            float[] alone = pair.images().embed(List.of(film(2))).get(0);
            assertThat(together.get(1)).isEqualTo(alone);
            assertThat(alone).containsExactly(expected(model, blueprint, film(2)), within(1e-6f));
            List<float[]> texts = pair.texts().embed(List.of("There is edema.", "No pneumothorax is seen."));
            assertThat(texts.get(0)).hasSameSizeAs(alone).isNotEqualTo(texts.get(1));
            assertThat(pair.images().identity().id()).isEqualTo("checkpoint:" + id);
            assertLocal(pair.local());
        } finally {
            model.close();
        }
        assertThatThrownBy(() -> encoders.openCheckpoint(id, "others")).isInstanceOf(UnknownLineage.class);
        drop(id);
        assertThatThrownBy(() -> encoders.openCheckpoint(id, TEAM))
                .isInstanceOfSatisfying(
                        JobFailure.class, failure -> assertThat(failure.code()).isEqualTo("checkpoint-dropped"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"convirt-edreis", "mgca"})
    void an_exported_pair_embeds_as_its_checkpoint(String name) throws IOException {
        Preset preset = Presets.get(name, Variant.CORRECTED);
        Blueprint blueprint =
                new Blueprint(preset, recipe(preset, 48), ImageArchitecture.VIT_TINY, new TextModel.Small());
        List<GrayImage> films = List.of(film(1), film(2, 80, 50));
        List<String> sentences = List.of("There is edema.", "Cardiomegaly. ".repeat(100));
        DualEncoder model = blueprint.model(41);
        Path folder = disk.resolve(name);
        EncoderExport.write(
                model, blueprint.exportedInput(), folder, new ModelCard(name, name, Map.of(), Map.of(), Map.of()));
        try (EncoderPair checkpoint = encoders.openCheckpoint(checkpoint(model, blueprint), TEAM);
                EncoderPair exported = new OnnxFolder(folder, name, "").pair()) {
            assertThat(exported.images().identity().preprocessing())
                    .isEqualTo(checkpoint.images().identity().preprocessing());
            assertSame(exported.images().embed(films), checkpoint.images().embed(films));
            assertSame(exported.texts().embed(sentences), checkpoint.texts().embed(sentences));
            assertThat(checkpoint.local()).isNotNull();
            assertThat(exported.local()).isNull(); // ConVIRT has no regions, MGCA's lie in another space
        } finally {
            model.close();
        }
    }

    private static void assertSame(List<float[]> vectors, List<float[]> expected) {
        assertThat(vectors).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(vectors.get(i)).containsExactly(expected.get(i), within(1e-5f));
        }
    }

    /** A ResNet-18 of 64 pixels has 2 x 2 cells in its last map; ConVIRT compares them with whole phrases. */
    private static void assertLocal(LocalEncoder local) {
        LocalEncoder.Cells cells = local.cells(film(2));
        assertThat(cells.rows()).isEqualTo(2);
        assertThat(cells.columns()).isEqualTo(2);
        assertThat(cells.vectors()).hasDimensions(4, 512);
        assertThat(cells.placement()).isEqualTo(new Placement(1.0 / SIDE, 0, 1.0 / SIDE, 0));
        assertThat(local.words("pleural effusion")).hasDimensions(1, 512);
        assertThat(local.attention()).isEqualTo(LocalEncoder.Attention.NONE);
    }

    private static float[] expected(DualEncoder model, Blueprint blueprint, GrayImage film) {
        float[] tensor = new float[3 * SIDE * SIDE];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                tensor[c * SIDE * SIDE + i] = (float) (((film.pixels()[i] & 0xFF) / 255.0
                                - blueprint.input().mean().get(c))
                        / blueprint.input().deviation().get(c));
            }
        }
        try (TensorScope scope = TensorScope.open();
                NoGradient inference = NoGradient.on()) {
            return model.embedImages(Tensors.of(tensor, 1, 3, SIDE, SIDE)).floats();
        }
    }
}
