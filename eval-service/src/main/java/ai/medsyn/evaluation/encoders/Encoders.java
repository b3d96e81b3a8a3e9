package ai.medsyn.evaluation.encoders;

import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens encoders by what requests name. */
@Component
public class Encoders {

    private final ModelRegistry registry;
    private final CheckpointEncoders checkpoints;
    private final StoredEncoders stored;

    Encoders(ModelRegistry registry, CheckpointEncoders checkpoints, StoredEncoders stored) {
        this.registry = registry;
        this.checkpoints = checkpoints;
        this.stored = stored;
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
        return new OnnxFolder(registry.load(model), id, StoredEncoders.digest(model)).pair();
    }

    /** A registered image encoder in ONNX or safetensors. @throws IllegalArgumentException if it is in another format */
    public Model requireImages(String id) {
        return requireFormat(id, ModelFormat.ONNX, ModelFormat.SAFETENSORS);
    }

    /** A registered image encoder whose maps can be had. @throws IllegalArgumentException if it is not in safetensors */
    public Model requireMaps(String id) {
        return requireFormat(id, ModelFormat.SAFETENSORS);
    }

    private Model requireFormat(String id, ModelFormat... formats) {
        Model model = registry.require(id, ModelKind.IMAGE_ENCODER);
        if (!List.of(formats).contains(model.format())) {
            throw new IllegalArgumentException("must be an image encoder in one of " + List.of(formats));
        }
        return model;
    }

    /** Features of films by a registered image encoder; its files are verified first. */
    public OpenImages openImages(String id) throws IOException {
        Model model = requireImages(id);
        if (model.format() == ModelFormat.ONNX) {
            return new OnnxFolder(registry.load(model), id, StoredEncoders.digest(model)).images();
        }
        FrozenEncoder encoder = stored.open(model);
        return new OpenImages(encoder.features(), encoder::close);
    }

    /** Features of films by a checkpoint's image encoder, before the projection into the joint space. */
    public OpenImages openCheckpointImages(UUID checkpoint, String team) throws IOException {
        return checkpoints.openImages(checkpoint, team);
    }

    /** The maps of a registered image encoder; its files are verified first. */
    public FrozenEncoder openMaps(String id) throws IOException {
        return stored.open(requireMaps(id));
    }

    /** The maps of a checkpoint's image encoder. */
    public FrozenEncoder openCheckpointMaps(UUID checkpoint, String team) throws IOException {
        return checkpoints.openFrozen(checkpoint, team);
    }

    /** The architecture of a checkpoint's image encoder as requests for trainings name it. */
    public String architecture(UUID checkpoint, String team) {
        return checkpoints.architecture(checkpoint, team);
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
