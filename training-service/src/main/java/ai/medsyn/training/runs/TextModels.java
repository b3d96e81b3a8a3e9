package ai.medsyn.training.runs;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.vision.training.TextModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds encoders by the names that requests give them: built-in ones, or the ids of registered models. */
@Component
class TextModels {

    static final String DEFAULT = TextModel.MINILM;
    static final List<String> BUILT_IN = List.of(TextModel.MINILM, TextModel.SMALL);

    private final ModelRegistry registry;

    TextModels(ModelRegistry registry) {
        this.registry = registry;
    }

    /** Adds what is wrong with the name of a text encoder. */
    void check(String id, List<Violation> violations) {
        if (!BUILT_IN.contains(id)) {
            check("encoders.text", id, ModelKind.TEXT_ENCODER, violations);
        }
    }

    /** Adds what is wrong with the name of a model whose weights an image encoder begins with. */
    void checkImageWeights(String id, List<Violation> violations) {
        check("encoders.imageWeights", id, ModelKind.IMAGE_ENCODER, violations);
    }

    private void check(String field, String id, ModelKind kind, List<Violation> violations) {
        try {
            if (registry.require(id, kind).format() != ModelFormat.SAFETENSORS) {
                violations.add(new Violation(field, "must be a model in safetensors", id));
            }
        } catch (RequestRefused refused) {
            violations.add(new Violation(
                    field,
                    "must be a built-in encoder or the id of a registered " + kind + ": " + refused.getMessage(),
                    id));
        }
    }

    /** The longest text that an encoder reads, in tokens; empty if the encoder is not to be had. */
    Optional<Integer> longest(String id) {
        try {
            return Optional.of(load(id).longest());
        } catch (RequestRefused | IOException notToBeHad) {
            return Optional.empty();
        }
    }

    /** @throws RequestRefused if the model's files are not those that were registered */
    TextModel load(String id) {
        return switch (id) {
            case TextModel.MINILM -> new TextModel.MiniLanguageModel();
            case TextModel.SMALL -> new TextModel.Small();
            default -> new TextModel.Stored(registry.load(registry.require(id, ModelKind.TEXT_ENCODER)));
        };
    }

    /** The directory or file with the weights of a registered image encoder. */
    Path imageWeights(String id) {
        return registry.load(registry.require(id, ModelKind.IMAGE_ENCODER));
    }
}
