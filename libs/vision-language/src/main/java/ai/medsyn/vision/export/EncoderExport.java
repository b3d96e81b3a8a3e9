package ai.medsyn.vision.export;

import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.encoders.VisionTransformer;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.weights.SafetensorsWeights;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes both encoders of a trained model for others to use. */
public final class EncoderExport {
    /** Differences beyond it are no rounding. */
    private static final double TOLERANCE = 1e-3;

    private static final Path IMAGE_WEIGHTS = Path.of("image_encoder", "model.safetensors");
    private static final Path IMAGE_ONNX = Path.of("image_encoder", "model.onnx");
    private static final Path TEXT_WEIGHTS = Path.of("text_encoder", "model.safetensors");
    private static final Path TEXT_CONFIG = Path.of("text_encoder", "config.json");
    private static final Path TEXT_ONNX = Path.of("text_encoder", "model.onnx");
    private static final Path HEADS = Path.of("heads.safetensors");
    private static final Path CARD = Path.of("README.md");

    private EncoderExport() {}

    /**
     * Writes safetensors, ONNX and a card. The model must be in main memory; it is put into evaluation mode and left there.
     *
     * @param folder is made if need be; files of the same names are replaced
     * @throws IOException if a file cannot be written, or if ONNX Runtime and LibTorch disagree; then no ONNX file is written
     */
    public static ExportReport write(DualEncoder model, Path folder, ModelCard card) throws IOException {
        model.train(false);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("preset", card.preset());
        metadata.put("name", card.name());
        Files.createDirectories(folder.resolve("image_encoder"));
        Files.createDirectories(folder.resolve("text_encoder"));
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
        weights(model.imageEncoder(), folder.resolve(IMAGE_WEIGHTS));
        weights(model.textEncoder(), folder.resolve(TEXT_WEIGHTS));
        Files.writeString(
                folder.resolve(TEXT_CONFIG),
                ((Bert) model.textEncoder()).config().toJson());
        Map<String, Tensor> heads = new LinkedHashMap<>(model.state());
        heads.keySet().removeIf(name -> name.startsWith("image.") || name.startsWith("text."));
        SafetensorsWeights.write(folder.resolve(HEADS), heads, Map.of("format", "pt"));
        ExportReport report = new ExportReport(
                List.of(CARD, HEADS, IMAGE_ONNX, IMAGE_WEIGHTS, TEXT_CONFIG, TEXT_ONNX, TEXT_WEIGHTS),
                architecture(model.imageEncoder()),
                model.hasRegions(),
                imageDifference,
                textDifference);
        Files.writeString(folder.resolve(CARD), card.markdown(report));
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
                throw new IOException(
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

    private static void weights(Layer layer, Path file) throws IOException {
        Map<String, Tensor> host = new LinkedHashMap<>();
        layer.state().forEach((name, tensor) -> host.put(name, tensor.to(Device.CPU)));
        SafetensorsWeights.write(file, host, Map.of("format", "pt"));
    }

    private static String architecture(ImageEncoder encoder) {
        if (encoder instanceof ResNet resNet) {
            return resNet.depth().name();
        }
        return encoder instanceof VisionTransformer transformer
                ? "vision transformer " + transformer.config()
                : encoder.getClass().getSimpleName();
    }
}
