package ai.medsyn.evaluation.encoders;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import java.io.IOException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens encoders by what requests name. */
@Component
public class Encoders {

    private final ModelRegistry registry;
    private final CheckpointEncoders checkpoints;

    Encoders(ModelRegistry registry, CheckpointEncoders checkpoints) {
        this.registry = registry;
        this.checkpoints = checkpoints;
    }

    /**
     * A registered model that may be opened as a pair.
     *
     * @throws ai.medsyn.platform.http.RequestRefused if there is no such model, or its files have changed
     * @throws IllegalArgumentException if it is in another format
     */
    public Model require(String id) {
        Model model = registry.require(id, ModelKind.IMAGE_ENCODER);
        if (model.format() != ModelFormat.ONNX) {
            throw new IllegalArgumentException(
                    "must be a model in ONNX whose folder has image_encoder.onnx, text_encoder.onnx and tokenizer.json");
        }
        return model;
    }

    /** Opens a registered pair; its files are verified first. */
    public EncoderPair open(String id) throws IOException {
        Model model = require(id);
        StringBuilder files = new StringBuilder();
        model.files()
                .forEach(file -> files.append(file.path()).append(file.sha256().hex()));
        return new OnnxFolder(
                        registry.load(model), id, Sha256.of(files.toString()).hex())
                .pair();
    }

    /**
     * Checks that a team has a checkpoint.
     *
     * @throws ai.medsyn.platform.lineage.UnknownLineage if it has none of that id
     */
    public void requireCheckpoint(UUID checkpoint, String team) {
        checkpoints.require(checkpoint, team);
    }

    /** Rebuilds the model of a training run and loads a checkpoint's weights into it. */
    public EncoderPair openCheckpoint(UUID checkpoint, String team) throws IOException {
        return checkpoints.open(checkpoint, team);
    }
}
