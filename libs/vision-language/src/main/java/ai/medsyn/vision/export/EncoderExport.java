package ai.medsyn.vision.export;

import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.weights.SafetensorsWeights;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes both encoders of a trained model for others to use. */
public final class EncoderExport {
    /** Folder of the image encoder's weights, below that of the export. */
    public static final String IMAGE_FOLDER = "image_encoder";
    /** Folder of the text encoder's weights, with its tokenizer. */
    public static final String TEXT_FOLDER = "text_encoder";

    /** Differences beyond it are no rounding. */
    private static final double TOLERANCE = 1e-3;

    private static final Path IMAGE_ONNX = Path.of("image_encoder.onnx");
    private static final Path IMAGE_INPUT = Path.of("preprocessor_config.json");
    private static final Path IMAGE_WEIGHTS = Path.of(IMAGE_FOLDER, "model.safetensors");
    private static final Path IMAGE_CONFIG = Path.of(IMAGE_FOLDER, "config.json");
    private static final Path TEXT_ONNX = Path.of("text_encoder.onnx");
    private static final Path TOKENIZER = Path.of("tokenizer.json");
    private static final Path TEXT_INPUT = Path.of("tokenizer_config.json");
    private static final Path TEXT_WEIGHTS = Path.of(TEXT_FOLDER, "model.safetensors");
    private static final Path TEXT_CONFIG = Path.of(TEXT_FOLDER, "config.json");
    private static final Path TEXT_TOKENIZER = Path.of(TEXT_FOLDER, "tokenizer.json");
    private static final Path HEADS = Path.of("heads.safetensors");
    private static final Path CARD = Path.of("README.md");

    private EncoderExport() {}

    /**
     * Writes ONNX, safetensors, what stands before the encoders, and a card. The model must be in main memory; it is put into evaluation mode
     * and left there.
     *
     * @param folder is made if need be; files of the same names are replaced
     * @throws ExportMismatchException if ONNX Runtime and LibTorch disagree; the file in question is not written
     * @throws IOException if a file cannot be written
     */
    public static ExportReport write(DualEncoder model, EncoderInput input, Path folder, ModelCard card)
            throws IOException {
        model.train(false);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("preset", card.preset());
        metadata.put("name", card.name());
        Files.createDirectories(folder.resolve(IMAGE_FOLDER));
        Files.createDirectories(folder.resolve(TEXT_FOLDER));
        double imageDifference = graph(
                model,
                folder.resolve(IMAGE_ONNX),
                metadata,
                new Side(DualEncoderGraphs::image, ExportVerification::image));
        double textDifference = graph(
                model,
                folder.resolve(TEXT_ONNX),
                metadata,
                new Side(DualEncoderGraphs::text, ExportVerification::text));
        weights(model, folder);
        replace(folder.resolve(IMAGE_CONFIG), input.imageConfig());
        replace(folder.resolve(IMAGE_INPUT), input.images().json());
        replace(folder.resolve(TEXT_INPUT), input.texts().json());
        replace(folder.resolve(TOKENIZER), input.texts().tokenizer());
        replace(folder.resolve(TEXT_TOKENIZER), input.texts().tokenizer());
        ExportReport report = new ExportReport(
                List.of(
                        CARD,
                        HEADS,
                        IMAGE_ONNX,
                        IMAGE_INPUT,
                        IMAGE_WEIGHTS,
                        IMAGE_CONFIG,
                        TEXT_ONNX,
                        TOKENIZER,
                        TEXT_INPUT,
                        TEXT_WEIGHTS,
                        TEXT_CONFIG,
                        TEXT_TOKENIZER),
                input.architecture(),
                model.hasRegions(),
                imageDifference,
                textDifference);
        replace(folder.resolve(CARD), card.markdown(report));
        return report;
    }

    private interface Writer {
        byte[] write(DualEncoder model, Map<String, String> metadata);
    }

    private interface Verifier {
        double difference(DualEncoder model, byte[] onnx) throws OrtException;
    }

    private record Side(Writer writer, Verifier verifier) {}

    private static double graph(DualEncoder model, Path file, Map<String, String> metadata, Side side)
            throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            double difference = side.verifier().difference(model, side.writer().write(model, metadata));
            if (!(difference <= TOLERANCE)) {
                throw new ExportMismatchException(
                        "ONNX Runtime and LibTorch should agree to " + TOLERANCE + " on " + file.getFileName()
                                + ", but differ by " + difference + ": the weights are not finite, or this is a bug");
            }
            Map<String, String> described = new LinkedHashMap<>(metadata);
            described.put("largest_difference_to_libtorch", Double.toString(difference));
            replace(file, side.writer().write(model, described));
            return difference;
        } catch (OrtException e) {
            throw new IOException(
                    "ONNX Runtime should run the exported " + file.getFileName() + ", but says: " + e.getMessage(), e);
        }
    }

    private static void weights(DualEncoder model, Path folder) throws IOException {
        Map<String, Tensor> heads = new LinkedHashMap<>(model.state());
        heads.keySet().removeIf(name -> name.startsWith("image.") || name.startsWith("text."));
        safetensors(heads, folder.resolve(HEADS));
        safetensors(model.imageEncoder(), folder.resolve(IMAGE_WEIGHTS));
        safetensors(model.textEncoder(), folder.resolve(TEXT_WEIGHTS));
        replace(
                folder.resolve(TEXT_CONFIG),
                ((Bert) model.textEncoder()).config().toJson());
    }

    private static void safetensors(Layer layer, Path file) throws IOException {
        safetensors(layer.state(), file);
    }

    private static void safetensors(Map<String, Tensor> weights, Path file) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> host = new LinkedHashMap<>();
            weights.forEach((name, tensor) -> host.put(name, tensor.to(Device.CPU)));
            SafetensorsWeights.write(file, host, Map.of("format", "pt"));
        }
    }

    private static void replace(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Through a draft that then takes the file's name. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".draft");
        try {
            Files.write(draft, content);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
