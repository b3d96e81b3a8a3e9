package ai.medsyn.onnx.entities;

import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.Port;
import ai.medsyn.onnx.SessionSettings;
import ai.medsyn.onnx.TensorBuffer;
import ai.medsyn.onnx.tokens.PretrainedTokenizer;
import ai.medsyn.onnx.tokens.TokenSequence;
import ai.onnxruntime.OnnxTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token-classification network with its tokenizer and tags: a directory with {@code config.json} ({@code id2label}),
 * {@code model.onnx} (there or in {@code onnx/}) and {@code tokenizer.json} or {@code vocab.txt}, as Optimum exports it.
 */
final class TokenClassifier implements AutoCloseable {

    /** What the reference allows, special tokens included. */
    private static final int LONGEST = 512;

    private final OnnxSession session;
    private final PretrainedTokenizer tokenizer;
    private final List<String> labels;
    private final int longest;

    private TokenClassifier(OnnxSession session, PretrainedTokenizer tokenizer, List<String> labels, int longest) {
        this.session = session;
        this.tokenizer = tokenizer;
        this.labels = labels;
        this.longest = longest;
    }

    /** @throws InvalidModelException if a file is missing or not what it should be */
    static TokenClassifier open(Path directory, SessionSettings settings) {
        Path configuration = directory.resolve("config.json");
        Path model = Stream.of("model.onnx", "onnx/model.onnx")
                .map(directory::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new InvalidModelException(
                        directory.getFileName() + ": expected model.onnx or onnx/model.onnx, found neither"));
        if (!Files.exists(configuration)) {
            throw new InvalidModelException(
                    directory.getFileName() + ": expected config.json with id2label, found no such file");
        }
        JsonNode config = JsonMapper.shared().readTree(configuration.toFile());
        List<String> labels = labels(config.path("id2label"));
        int longest = Math.min(LONGEST, config.path("max_position_embeddings").asInt(LONGEST));
        PretrainedTokenizer tokenizer = PretrainedTokenizer.open(directory);
        try {
            return new TokenClassifier(OnnxSession.open(model, settings), tokenizer, labels, longest);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static List<String> labels(JsonNode byId) {
        List<String> labels = new ArrayList<>();
        for (int id = 0; byId.has(String.valueOf(id)); id++) {
            labels.add(byId.path(String.valueOf(id)).asString());
        }
        if (labels.isEmpty() || labels.size() != byId.size()) {
            throw new InvalidModelException(
                    "config.json: expected id2label from \"0\" on without gaps, found " + byId.propertyNames());
        }
        return List.copyOf(labels);
    }

    List<String> labels() {
        return labels;
    }

    PretrainedTokenizer tokenizer() {
        return tokenizer;
    }

    TokenSequence encode(String sentence) {
        return tokenizer.encode(sentence, longest);
    }

    /** The best tag of every token; of equal ones the first. */
    List<String> tags(TokenSequence tokens) {
        int n = tokens.size();
        int c = labels.size();
        Port logits = session.output("logits");
        Map<String, TensorBuffer> inputs = new LinkedHashMap<>();
        try (TensorBuffer output = new TensorBuffer(logits.type(), 1, n, c)) {
            Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
            for (Port port : session.inputs()) {
                TensorBuffer input = input(port, tokens);
                inputs.put(port.name(), input);
                tensors.put(port.name(), input.tensor());
            }
            session.run(tensors, Map.of(logits.name(), output.tensor()));
            float[] scores = output.get(0, n * c); // [n, c]
            List<String> tags = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                int best = 0;
                for (int label = 1; label < c; label++) {
                    best = scores[i * c + label] > scores[i * c + best] ? label : best;
                }
                tags.add(labels.get(best));
            }
            return tags;
        } finally {
            inputs.values().forEach(TensorBuffer::close);
        }
    }

    /** [1, n]: ids, ones or zeros by the input's name. */
    private TensorBuffer input(Port port, TokenSequence tokens) {
        int n = tokens.size();
        TensorBuffer buffer = new TensorBuffer(port.type(), 1, n);
        for (int i = 0; i < n; i++) {
            buffer.put(
                    i,
                    switch (port.name()) {
                        case "input_ids" -> tokens.ids().get(i);
                        case "attention_mask" -> 1;
                        case "token_type_ids" -> 0;
                        default ->
                            throw new InvalidModelException(
                                    session.name() + ": expected the inputs input_ids, attention_mask"
                                            + " and token_type_ids, found " + port.name());
                    });
        }
        return buffer;
    }

    @Override
    public void close() {
        session.close();
        tokenizer.close();
    }
}
