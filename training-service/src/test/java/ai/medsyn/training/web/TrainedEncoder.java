package ai.medsyn.training.web;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.vision.objectives.DualEncoder;
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
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * One film through the image encoder that a run trained: as it was exported, and as it lies in a checkpoint.
 *
 * @param folder for what is fetched
 */
record TrainedEncoder(ArtifactStore artifacts, JsonMapper json, Path folder) {

    private static final int SIDE = 32;

    private static float[] film() {
        float[] film = new float[3 * SIDE * SIDE];
        for (int i = 0; i < film.length; i++) {
            film[i] = (float) Math.sin(i * 0.1);
        }
        return film;
    }

    /** What an exported encoder makes of the film. */
    static float[] exported(Path onnx) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx.toString());
                OnnxTensor images =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(film()), new long[] {1, 3, SIDE, SIDE});
                OrtSession.Result result = session.run(Map.of("images", images))) {
            return ((float[][]) result.get("embedding").orElseThrow().getValue())[0];
        }
    }

    /** What a run's model makes of the film, rebuilt and with the weights of a checkpoint from the store. */
    float[] rebuilt(String specJson, Checkpoint checkpoint) throws IOException {
        Path file = folder.resolve(checkpoint.id() + ".safetensors");
        try (InputStream content = artifacts.open(checkpoint.files().get(0).objectName())) {
            Files.copy(content, file);
        }
        Recipe recipe = json.treeToValue(json.readTree(specJson).path("recipe"), Recipe.class);
        Blueprint blueprint = new Blueprint(
                Presets.get("convirt-edreis", Variant.CORRECTED),
                recipe,
                ImageArchitecture.VIT_TINY,
                new TextModel.Small());
        try (TensorScope scope = TensorScope.open();
                NoGradient off = NoGradient.on()) {
            DualEncoder model = blueprint.model(99);
            Map<String, Tensor> weights = new LinkedHashMap<>(SafetensorsWeights.read(file));
            weights.keySet().removeIf(name -> name.startsWith("objective."));
            model.load(weights);
            model.train(false);
            return model.embedImages(Tensors.of(film(), 1, 3, SIDE, SIDE)).floats();
        }
    }
}
