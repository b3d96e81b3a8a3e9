package ai.medsyn.evaluation.encoders;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.platform.trainings.Checkpoints;
import ai.medsyn.platform.trainings.Training;
import ai.medsyn.platform.trainings.Trainings;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.presets.Preset;
import ai.medsyn.vision.presets.Presets;
import ai.medsyn.vision.presets.Variant;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.Blueprint;
import ai.medsyn.vision.training.CheckpointFiles;
import ai.medsyn.vision.training.ImageArchitecture;
import ai.medsyn.vision.training.ModelInput;
import ai.medsyn.vision.training.Recipe;
import ai.medsyn.vision.training.TextModel;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rebuilds the model of a training run as its specification says and loads a checkpoint's weights into it. */
@Component
class CheckpointEncoders {

    /** The objective's own parameters, which no embedding needs. */
    private static final String OBJECTIVE = "objective.";

    private final Checkpoints checkpoints;
    private final Trainings trainings;
    private final ModelRegistry registry;
    private final ArtifactStore store;
    private final JsonMapper json;

    CheckpointEncoders(
            Checkpoints checkpoints,
            Trainings trainings,
            ModelRegistry registry,
            ArtifactStore store,
            JsonMapper json) {
        this.checkpoints = checkpoints;
        this.trainings = trainings;
        this.registry = registry;
        this.store = store;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** @throws ai.medsyn.platform.lineage.UnknownLineage if the team has no such checkpoint */
    Checkpoint require(UUID id, String team) {
        return checkpoints.require(id, team);
    }

    /** A checkpoint's model in evaluation mode, with what films are for it. */
    private record Opened(DualEncoder model, Blueprint blueprint, EncoderIdentity identity) {

        Preprocessing preprocessing() {
            return CheckpointEncoders.preprocessing(blueprint, blueprint.input());
        }
    }

    EncoderPair open(UUID id, String team) throws IOException {
        Opened opened = opened(id, team);
        TorchEmbedders torch = new TorchEmbedders(opened.model());
        TorchEmbedders.Sentences sentences = new TorchEmbedders.Sentences(
                opened.blueprint().text().tokenizer(),
                opened.blueprint().input().textLength(),
                opened.blueprint().recipe().maxTokens());
        return new EncoderPair(
                torch.images(opened.preprocessing(), opened.identity()),
                torch.texts(sentences),
                torch.local(opened.preprocessing(), sentences),
                opened.model()::close);
    }

    /** Films without texts. */
    OpenImages openImages(UUID id, String team) throws IOException {
        Opened opened = opened(id, team);
        return new OpenImages(
                new TorchEmbedders(opened.model()).features(opened.preprocessing(), opened.identity()),
                opened.model()::close);
    }

    FrozenEncoder openFrozen(UUID id, String team) throws IOException {
        Opened opened = opened(id, team);
        return new FrozenEncoder(
                opened.model().imageEncoder(), opened.identity(), opened.preprocessing(), opened.model()::close);
    }

    /** The architecture of a checkpoint's image encoder as requests name it. */
    String architecture(UUID id, String team) {
        Training training = trainings.require(checkpoints.require(id, team).training(), team);
        return json.readTree(training.specJson()).path("encoders").path("image").asString();
    }

    private Opened opened(UUID id, String team) throws IOException {
        Checkpoint checkpoint = checkpoints.require(id, team);
        if (checkpoint.droppedAt() != null) {
            throw new JobFailure(
                    "checkpoint-dropped",
                    "expected a checkpoint whose files are kept, found " + id
                            + ", superseded and removed; GET /v1/checkpoints lists those that are there");
        }
        Training training = trainings.require(checkpoint.training(), team);
        Blueprint blueprint = blueprint(json.readTree(training.specJson()));
        DualEncoder model = blueprint.model(training.seed());
        load(model, checkpoint);
        model.train(false);
        ModelInput input = blueprint.input();
        EncoderIdentity identity = new EncoderIdentity(
                "checkpoint:" + id,
                checkpoint.weights().hex(),
                preprocessing(blueprint, input).describe(input.mean().size()));
        return new Opened(model, blueprint, identity);
    }

    private Blueprint blueprint(JsonNode spec) {
        Preset preset = Presets.get(
                spec.path("preset").asString(),
                Variant.valueOf(spec.path("variant").asString()));
        String image = spec.path("encoders").path("image").asString();
        return new Blueprint(
                preset,
                json.treeToValue(spec.path("recipe"), Recipe.class),
                ImageArchitecture.of(image)
                        .orElseThrow(() -> new JobFailure(
                                "model-unusable", "expected an image encoder that this version knows, found " + image)),
                text(spec.path("encoders").path("text").asString()));
    }

    private TextModel text(String id) {
        return switch (id) {
            case TextModel.MINILM -> new TextModel.MiniLanguageModel();
            case TextModel.SMALL -> new TextModel.Small();
            default -> new TextModel.Stored(registry.load(registry.require(id, ModelKind.TEXT_ENCODER)));
        };
    }

    /** As training saw films, with the centre in place of a random crop. */
    private static Preprocessing preprocessing(Blueprint blueprint, ModelInput input) {
        boolean pad = blueprint.preset().views().stored().keepAspect();
        return new Preprocessing(
                blueprint.recipe().imageSize(),
                blueprint.recipe().cropSize(),
                pad ? Preprocessing.Fit.PAD : Preprocessing.Fit.STRETCH,
                input.mean().stream().mapToDouble(Double::doubleValue).toArray(),
                input.deviation().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void load(DualEncoder model, Checkpoint checkpoint) throws IOException {
        Path file = Files.createTempFile("medsyn-checkpoint", ".safetensors");
        try (TensorScope scope = TensorScope.open()) {
            Checkpoint.File weights = checkpoint.files().stream()
                    .filter(each -> each.name().equals(CheckpointFiles.MODEL))
                    .findFirst()
                    .orElseThrow();
            try (InputStream content = store.open(weights.objectName())) {
                Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            }
            Map<String, Tensor> ofModel = new LinkedHashMap<>(SafetensorsWeights.read(file));
            ofModel.keySet().removeIf(name -> name.startsWith(OBJECTIVE));
            model.load(ofModel);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
