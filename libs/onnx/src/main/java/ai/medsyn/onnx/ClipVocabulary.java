package ai.medsyn.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a CLIP tokenizer's directory says: {@code vocab.json} with {@code merges.txt}, or {@code tokenizer.json}, or both; {@code
 * tokenizer_config.json} and {@code special_tokens_map.json} beside them.
 *
 * <p>Stable Diffusion 1.x pads with the end token, 2.x with "!": where the two configuration files name different padding, the special tokens
 * map wins, as in the reference implementation, and a warning says so. Vocabularies that disagree are an error: there is no right choice.
 *
 * @param ids id of each token
 * @param merges pairs "left right" by rank
 * @param special names of the special tokens
 * @param maxLength positions of the text encoder, 77 for CLIP
 * @param warnings what the user should know about these files
 */
public record ClipVocabulary(
        Map<String, Integer> ids, List<String> merges, Special special, int maxLength, List<String> warnings) {

    /** CLIP's number of positions, for directories that do not say. */
    public static final int CLIP_LENGTH = 77;

    private static final int LONGEST = 8192;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The special tokens.
     *
     * @param begin starts every text
     * @param end ends every text
     * @param pad fills up
     */
    public record Special(String begin, String end, String pad) {

        /** Those of CLIP itself, and of Stable Diffusion 1.x. */
        public static final Special CLIP = new Special("<|startoftext|>", "<|endoftext|>", "<|endoftext|>");
    }

    public ClipVocabulary {
        check(ids, merges, special, maxLength);
    }

    int id(String token) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new IllegalArgumentException("no token \"" + token + "\"");
        }
        return id;
    }

    public int beginId() {
        return id(special.begin());
    }

    public int endId() {
        return id(special.end());
    }

    public int padId() {
        return id(special.pad());
    }

    int unknownId() {
        return endId();
    }

    /** The largest id, which the text encoder must have an embedding for. */
    public int largestId() {
        return ids.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static void check(Map<String, Integer> ids, List<String> merges, Special special, int maxLength) {
        for (String token : List.of(special.begin(), special.end(), special.pad())) {
            if (!ids.containsKey(token)) {
                throw new InvalidModelException("tokenizer: the special token \"" + token
                        + "\" was expected in a vocabulary of " + ids.size() + " tokens, found none of that name");
            }
        }
        if (maxLength < 3 || maxLength > LONGEST) {
            throw new InvalidModelException(
                    "tokenizer: a length of 3 to " + LONGEST + " tokens was expected, found " + maxLength);
        }
        for (String merge : merges) {
            int space = merge.indexOf(' ');
            if (space <= 0 || !ids.containsKey(merge.substring(0, space) + merge.substring(space + 1))) {
                throw new InvalidModelException("tokenizer: vocabulary and merges disagree: the merge \"" + merge
                        + "\" makes a token that the vocabulary does not have; take both files from one export");
            }
        }
    }

    static ClipVocabulary read(Path directory) {
        JsonNode whole = json(directory, "tokenizer.json");
        JsonNode vocab = json(directory, "vocab.json");
        List<String> lines = lines(directory.resolve("merges.txt"));
        if (whole == null && (vocab == null || lines == null)) {
            throw new InvalidModelException("tokenizer: vocab.json and merges.txt, or tokenizer.json, were expected in "
                    + directory.getFileName() + "/, found "
                    + (vocab != null ? "vocab.json only" : lines != null ? "merges.txt only" : "neither"));
        }
        Map<String, Integer> ids = vocab == null ? null : ids(vocab);
        List<String> merges = lines;
        if (whole != null) {
            Map<String, Integer> other = wholeIds(whole);
            List<String> otherMerges = wholeMerges(whole);
            requireSame("vocab.json", ids, other);
            requireSame("merges.txt", merges, otherMerges);
            ids = other;
            merges = otherMerges;
        }
        List<String> warnings = new ArrayList<>();
        JsonNode config = json(directory, "tokenizer_config.json");
        Special special = special(config, json(directory, "special_tokens_map.json"), warnings);
        int length =
                config == null ? CLIP_LENGTH : config.path("model_max_length").asInt(CLIP_LENGTH);
        return new ClipVocabulary(
                ids == null ? Map.of() : ids, merges == null ? List.of() : merges, special, length, warnings);
    }

    private static void requireSame(String file, @Nullable Object separate, Object whole) {
        if (separate != null && !separate.equals(whole)) {
            throw new InvalidModelException("tokenizer: " + file
                    + " and tokenizer.json disagree; remove the one that does not belong to this model");
        }
    }

    private static Special special(@Nullable JsonNode config, @Nullable JsonNode map, List<String> warnings) {
        return new Special(
                resolve("bos_token", Special.CLIP.begin(), config, map, warnings),
                resolve("eos_token", Special.CLIP.end(), config, map, warnings),
                resolve("pad_token", Special.CLIP.pad(), config, map, warnings));
    }

    private static String resolve(
            String key, String otherwise, @Nullable JsonNode config, @Nullable JsonNode map, List<String> warnings) {
        String configured = token(config, key);
        String mapped = token(map, key);
        if (configured != null && mapped != null && !configured.equals(mapped)) {
            warnings.add(key + ": special_tokens_map.json says \"" + mapped + "\", tokenizer_config.json \""
                    + configured + "\"; the first one is used, as in the reference implementation");
        }
        return mapped != null ? mapped : configured != null ? configured : otherwise;
    }

    /** A token is written as text or as an object with the member content. */
    private static @Nullable String token(@Nullable JsonNode file, String key) {
        JsonNode value = file == null ? null : file.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isObject() ? value.path("content").asString("") : value.asString("");
    }

    private static Map<String, Integer> ids(JsonNode vocabulary) {
        Map<String, Integer> ids = new HashMap<>(vocabulary.size() * 2);
        vocabulary
                .properties()
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
        return ids;
    }

    private static Map<String, Integer> wholeIds(JsonNode whole) {
        Map<String, Integer> ids = ids(whole.path("model").path("vocab"));
        for (JsonNode added : whole.path("added_tokens")) {
            ids.put(added.path("content").asString(""), added.path("id").asInt());
        }
        return ids;
    }

    /** A merge is written as "left right" or, by newer versions, as a list of both. */
    private static List<String> wholeMerges(JsonNode whole) {
        List<String> merges = new ArrayList<>();
        for (JsonNode merge : whole.path("model").path("merges")) {
            merges.add(
                    merge.isArray()
                            ? merge.path(0).asString("") + " " + merge.path(1).asString("")
                            : merge.asString(""));
        }
        return merges;
    }

    private static @Nullable JsonNode json(Path directory, String name) {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            if (json.isObject()) {
                return json;
            }
            throw new InvalidModelException(
                    "tokenizer: a JSON object was expected in " + name + ", found " + json.getNodeType());
        } catch (JacksonException e) {
            throw new InvalidModelException(
                    "tokenizer: JSON was expected in " + name + ", found: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidModelException("tokenizer: " + name + " cannot be read as UTF-8 text");
        }
    }

    /** Merges by rank; null if there is no file. The first line is a version, empty lines are none. */
    private static @Nullable List<String> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#version"))
                    .toList();
        } catch (IOException e) {
            throw new InvalidModelException("tokenizer: merges.txt cannot be read as UTF-8 text");
        }
    }
}
