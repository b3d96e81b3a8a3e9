package ai.medsyn.evaluation.encoders;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder with encoders in ONNX: {@code image_encoder.onnx} (or {@code model.onnx}), {@code text_encoder.onnx}, {@code tokenizer.json} (with
 * {@code tokenizer_config.json}) and {@code preprocessor_config.json}. An image encoder alone is enough where no text is needed.
 */
final class OnnxFolder {

    private static final List<String> IMAGES =
            List.of("image_encoder.onnx", "vision_model.onnx", "image_encoder/model.onnx", "model.onnx");
    private static final List<String> TEXTS =
            List.of("text_encoder.onnx", "text_model.onnx", "text_encoder/model.onnx");
    private static final List<String> TOKENIZERS =
            List.of("tokenizer.json", "tokenizer/tokenizer.json", "text_encoder/tokenizer.json");
    private static final int LONGEST_TEXT = 512;

    private final Path folder;
    private final String id;
    private final String weights;

    /** @param weights digest over the files of the folder */
    OnnxFolder(Path folder, String id, String weights) {
        this.folder = folder;
        this.id = id;
        this.weights = weights;
    }

    /** @throws InvalidModelException if a file is missing or no encoder */
    EncoderPair pair() throws IOException {
        OnnxSession images = OnnxSession.open(required(IMAGES), SessionSettings.CPU);
        OnnxSession texts = OnnxSession.open(required(TEXTS), SessionSettings.CPU);
        String longest = Integer.toString(longest(texts));
        HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                required(TOKENIZERS),
                Map.of("padding", "false", "truncation", "true", "maxLength", longest, "modelMaxLength", longest));
        Preprocessing preprocessing = preprocessing();
        OnnxTextEmbedder sentences = new OnnxTextEmbedder(texts, tokenizer);
        return new EncoderPair(
                new OnnxImageEmbedder(images, preprocessing, id, weights),
                sentences,
                OnnxLocalEncoder.of(images, preprocessing, sentences).orElse(null),
                () -> {
                    images.close();
                    texts.close();
                    tokenizer.close();
                });
    }

    /** The image encoder alone. */
    OpenImages images() throws IOException {
        OnnxSession images = OnnxSession.open(required(IMAGES), SessionSettings.CPU);
        return new OpenImages(new OnnxImageEmbedder(images, preprocessing(), id, weights), images::close);
    }

    private Preprocessing preprocessing() throws IOException {
        Path config = folder.resolve("preprocessor_config.json");
        return Files.exists(config) ? Preprocessing.read(config) : Preprocessing.HALF_224;
    }

    /** The fixed length of the network's input, or what the tokenizer says, or what BERT takes. */
    private int longest(OnnxSession texts) throws IOException {
        long fixed = texts.input("input_ids").size(1);
        Path config = folder.resolve("tokenizer_config.json");
        if (fixed > 0 || !Files.isRegularFile(config)) {
            return fixed > 0 ? (int) fixed : LONGEST_TEXT;
        }
        // Some write 1e30 for "no limit".
        double told = new JsonMapper()
                .readTree(Files.readString(config))
                .path("model_max_length")
                .asDouble(LONGEST_TEXT);
        return (int) Math.min(told, LONGEST_TEXT);
    }

    private Path required(List<String> names) {
        Optional<Path> found =
                names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
        return found.orElseThrow(() ->
                new InvalidModelException(id + ": one of the files " + names + " was expected, found " + listing()));
    }

    private List<String> listing() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .limit(20)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
