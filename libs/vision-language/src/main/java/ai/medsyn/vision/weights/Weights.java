package ai.medsyn.vision.weights;

import ai.medsyn.vision.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads the weights that users bring, whatever file they come in. */
public final class Weights {
    private static final List<String> NAMES_IN_FOLDER =
            List.of("model.safetensors.index.json", "model.safetensors", "pytorch_model.bin", "model.onnx");

    private Weights() {}

    /**
     * Reads all tensors of a file or of a Hugging Face folder, under the names in the file.
     *
     * @param path {@code .safetensors}, {@code .safetensors.index.json}, {@code .onnx}, a {@code torch.save} or TorchScript archive, or
     *     a folder that holds one of them under its usual name
     * @throws IOException if nothing readable is there; see {@link WeightsFormatException}
     */
    public static Map<String, Tensor> read(Path path) throws IOException {
        Path file = Files.isDirectory(path) ? inFolder(path) : path;
        String name = file.getFileName().toString();
        if (name.endsWith(".safetensors") || name.endsWith(".json")) {
            return SafetensorsWeights.read(file);
        }
        if (name.endsWith(".onnx")) {
            return OnnxWeights.read(file);
        }
        if (startsWith(file, 'P', 'K')) {
            return TorchArchive.read(file);
        }
        throw new WeightsFormatException(
                name + " should be safetensors, ONNX or an archive that torch.save of PyTorch 1.6 or later or "
                        + "torch.jit.save wrote, but is none of them: convert it to safetensors");
    }

    private static Path inFolder(Path folder) throws IOException {
        for (String name : NAMES_IN_FOLDER) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new WeightsFormatException(
                folder.getFileName() + " should hold one of " + NAMES_IN_FOLDER + ", but holds none of them");
    }

    private static boolean startsWith(Path file, char first, char second) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == first && in.read() == second;
        }
    }
}
