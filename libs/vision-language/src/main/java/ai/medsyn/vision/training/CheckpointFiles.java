package ai.medsyn.vision.training;

import ai.medsyn.onnx.Safetensors;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files of a checkpoint: {@code model.safetensors} with the weights of encoders, heads and objective, whose bytes depend on nothing else, and
 * {@code trainer.safetensors} with the optimiser's moments and, as metadata, the run's position.
 */
public final class CheckpointFiles {

    /** Weights. Equal weights make equal files. */
    public static final String MODEL = "model.safetensors";

    /** What is needed to go on training. */
    public static final String TRAINER = "trainer.safetensors";

    private CheckpointFiles() {}

    static void write(Path directory, Learner learner, TrainerState state) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWeights.write(directory.resolve(MODEL), learner.weights(), Map.of());
            SafetensorsWeights.write(
                    directory.resolve(TRAINER), learner.optimizer().state(), state.texts());
        }
    }

    static TrainerState read(Path directory, Learner learner) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            learner.load(SafetensorsWeights.read(directory.resolve(MODEL)));
            learner.optimizer().load(SafetensorsWeights.read(directory.resolve(TRAINER)));
        }
        return TrainerState.of(Safetensors.open(directory.resolve(TRAINER)).metadata());
    }
}
