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

    static void write(Path directory, Trainee trainee, TrainerState state) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWeights.write(directory.resolve(MODEL), trainee.weights(), Map.of());
            SafetensorsWeights.write(
                    directory.resolve(TRAINER), trainee.optimizer().state(), state.texts());
        }
    }

    static TrainerState read(Path directory, Trainee trainee) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            trainee.load(SafetensorsWeights.read(directory.resolve(MODEL)));
            trainee.optimizer().load(SafetensorsWeights.read(directory.resolve(TRAINER)));
        }
        return TrainerState.of(Safetensors.open(directory.resolve(TRAINER)).metadata());
    }
}
