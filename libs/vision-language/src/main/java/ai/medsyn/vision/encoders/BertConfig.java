package ai.medsyn.vision.encoders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shape of a BERT, in the words of Hugging Face's {@code config.json}.
 *
 * @param sizes of tables and vectors
 * @param layers encoder layers
 * @param heads attention heads per layer; divides the hidden size
 * @param dropout probability, of hidden values and attention weights, while training
 * @param epsilon of layer normalisation
 */
public record BertConfig(Sizes sizes, int layers, int heads, double dropout, double epsilon) {

    /** Sizes of tables and vectors. */
    public record Sizes(long vocabulary, long hidden, long intermediate, long positions, long types) {}

    public BertConfig {
        if (layers < 1 || heads < 1 || sizes.hidden() % heads != 0) {
            throw new IllegalArgumentException(
                    "Expected at least one layer and heads that divide the hidden size, but found " + layers
                            + " layers, " + heads + " heads and hidden size " + sizes.hidden());
        }
    }

    /** all-MiniLM-L6-v2: 22.6 million parameters. */
    public static BertConfig miniLm() {
        return new BertConfig(new Sizes(30522, 384, 1536, 512, 2), 6, 12, 0.1, 1e-12);
    }

    /** BERT base, for example Bio_ClinicalBERT with its vocabulary of 28,996. */
    public static BertConfig base(long vocabulary) {
        return new BertConfig(new Sizes(vocabulary, 768, 3072, 512, 2), 12, 12, 0.1, 1e-12);
    }

    public BertConfig withLayers(int count) {
        return new BertConfig(sizes, count, heads, dropout, epsilon);
    }

    public BertConfig withoutDropout() {
        return new BertConfig(sizes, layers, heads, 0, epsilon);
    }

    /** Reads a {@code config.json}. @throws IOException if it is not one of a BERT that this class can build */
    public static BertConfig read(Path file) throws IOException {
        JsonNode json;
        try {
            json = JsonMapper.builder().build().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new IOException(
                    file.getFileName() + " should be the JSON configuration of a BERT, found: "
                            + e.getOriginalMessage(),
                    e);
        }
        return of(json, file.getFileName().toString());
    }

    /** Reads the fields of a {@code config.json}; {@code name} is for error messages. */
    public static BertConfig of(JsonNode json, String name) throws IOException {
        List<String> problems = new ArrayList<>();
        expect(problems, json, "model_type", "bert");
        expect(problems, json, "hidden_act", "gelu");
        expect(problems, json, "position_embedding_type", "absolute");
        for (String field :
                List.of("vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads")) {
            if (json.path(field).asLong(0) < 1) {
                problems.add(field + " should be a positive number, found " + json.path(field));
            }
        }
        if (!problems.isEmpty()) {
            throw new IOException(name + " is not the configuration of a BERT: " + String.join("; ", problems));
        }
        Sizes sizes = new Sizes(
                json.path("vocab_size").asLong(),
                json.path("hidden_size").asLong(),
                json.path("intermediate_size").asLong(),
                json.path("max_position_embeddings").asLong(512),
                json.path("type_vocab_size").asLong(2));
        return new BertConfig(
                sizes,
                json.path("num_hidden_layers").asInt(),
                json.path("num_attention_heads").asInt(),
                json.path("hidden_dropout_prob").asDouble(0.1),
                json.path("layer_norm_eps").asDouble(1e-12));
    }

    /** The {@code config.json} that Hugging Face's libraries read. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("architectures", List.of("BertModel"));
        json.put("model_type", "bert");
        json.put("hidden_act", "gelu");
        json.put("vocab_size", sizes.vocabulary());
        json.put("hidden_size", sizes.hidden());
        json.put("intermediate_size", sizes.intermediate());
        json.put("max_position_embeddings", sizes.positions());
        json.put("type_vocab_size", sizes.types());
        json.put("num_hidden_layers", layers);
        json.put("num_attention_heads", heads);
        json.put("hidden_dropout_prob", dropout);
        json.put("attention_probs_dropout_prob", dropout);
        json.put("layer_norm_eps", epsilon);
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private static void expect(List<String> problems, JsonNode json, String field, String value) {
        String found = json.path(field).asString(value);
        if (!found.equals(value)) {
            problems.add(field + " should be \"" + value + "\", found \"" + found + "\"");
        }
    }
}
