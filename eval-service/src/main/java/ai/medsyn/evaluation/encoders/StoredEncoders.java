package ai.medsyn.evaluation.encoders;

import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.layers.WeightMismatchException;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.ImageArchitecture;
import ai.medsyn.vision.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Image encoders in safetensors under their public names. {@code config.json} beside the weights says {@code architecture}, {@code imageSize}, {@code mean} and
 * {@code deviation}, as training writes it; a ResNet needs none: its depth is seen from the weights, and ImageNet's normalisation at 224 pixels is meant.
 */
@Component
class StoredEncoders {

    private static final Preprocessing IMAGENET_224 = new Preprocessing(
            224, 0, Preprocessing.Fit.STRETCH, new double[] {.485, .456, .406}, new double[] {.229, .224, .225});
    private static final String THIRD_CONVOLUTION = "layer1.0.conv3.weight";

    private final ModelRegistry registry;
    private final JsonMapper json;

    StoredEncoders(ModelRegistry registry, JsonMapper json) {
        this.registry = registry;
        this.json = json;
    }

    /** @throws InvalidModelException if the weights are those of no encoder that is known here */
    FrozenEncoder open(Model model) throws IOException {
        Path folder = registry.load(model);
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> weights = Weights.read(folder);
            JsonNode config = config(folder);
            ImageArchitecture architecture = architecture(model, config, weights);
            Preprocessing preprocessing = preprocessing(config);
            ImageEncoder encoder = architecture.build(preprocessing.side());
            encoder.load(architecture.own(weights, preprocessing.side()));
            encoder.train(false);
            EncoderIdentity identity =
                    new EncoderIdentity(model.id(), digest(model), preprocessing.describe(preprocessing.channels()));
            return new FrozenEncoder(encoder, identity, preprocessing, encoder::close);
        } catch (WeightMismatchException e) {
            throw new InvalidModelException(model.id() + ": " + e.getMessage());
        }
    }

    /** Over the digests of all files. */
    static String digest(Model model) {
        StringBuilder files = new StringBuilder();
        model.files()
                .forEach(file -> files.append(file.path()).append(file.sha256().hex()));
        return Sha256.of(files.toString()).hex();
    }

    private JsonNode config(Path folder) throws IOException {
        Path file = Files.isDirectory(folder) ? folder.resolve("config.json") : folder.resolveSibling("config.json");
        return Files.exists(file) ? json.readTree(Files.readString(file)) : json.createObjectNode();
    }

    private static ImageArchitecture architecture(Model model, JsonNode config, Map<String, Tensor> weights) {
        String named = config.path("architecture").asString("");
        if (!named.isEmpty()) {
            return ImageArchitecture.of(named)
                    .orElseThrow(() -> new InvalidModelException(
                            model.id() + ": an architecture that this version knows was expected, found " + named));
        }
        boolean bottlenecks = weights.keySet().stream().anyMatch(name -> name.endsWith(THIRD_CONVOLUTION));
        return bottlenecks ? ImageArchitecture.RESNET_50 : ImageArchitecture.RESNET_18;
    }

    private static Preprocessing preprocessing(JsonNode config) {
        return new Preprocessing(
                config.path("imageSize").asInt(IMAGENET_224.side()),
                0,
                Preprocessing.Fit.STRETCH,
                Preprocessing.numbers(config.path("mean"), IMAGENET_224.mean()),
                Preprocessing.numbers(config.path("deviation"), IMAGENET_224.deviation()));
    }
}
