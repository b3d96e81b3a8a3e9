package ai.medsyn.onnx.tokens;

import ai.medsyn.onnx.InvalidModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Turns a WordPiece vocabulary, one token a line, into the {@code tokenizer.json} that BERT's own tokenizer would write. */
final class WordPieceFile {

    private static final String UNKNOWN = "[UNK]";
    private static final String CLASSIFIER = "[CLS]";
    private static final String SEPARATOR = "[SEP]";
    private static final List<String> SPECIAL = List.of("[PAD]", UNKNOWN, CLASSIFIER, SEPARATOR, "[MASK]");
    private static final int LONGEST_WORD = 100;

    private WordPieceFile() {}

    /** @param lowerCase lower case, and accents off, as the vocabularies called uncased want */
    static String json(Path vocabulary, boolean lowerCase) throws IOException {
        Map<String, Integer> ids = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(vocabulary, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            ids.putIfAbsent(lines.get(i).strip(), i);
        }
        for (String token : List.of(UNKNOWN, CLASSIFIER, SEPARATOR)) {
            if (!ids.containsKey(token)) {
                throw new InvalidModelException(
                        vocabulary.getFileName() + ": expected a WordPiece vocabulary with the token " + token
                                + ", found " + ids.size() + " tokens without it");
            }
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("version", "1.0");
        file.put("added_tokens", added(ids));
        file.put("normalizer", normalizer(lowerCase));
        file.put("pre_tokenizer", Map.of("type", "BertPreTokenizer"));
        file.put("post_processor", template(ids));
        file.put("decoder", Map.of("type", "WordPiece", "prefix", "##", "cleanup", true));
        file.put("model", model(ids));
        return JsonMapper.shared().writeValueAsString(file);
    }

    private static List<Map<String, Object>> added(Map<String, Integer> ids) {
        List<Map<String, Object>> added = new ArrayList<>();
        for (String token : SPECIAL) {
            Integer id = ids.get(token);
            if (id != null) {
                added.add(Map.of(
                        "id",
                        id,
                        "content",
                        token,
                        "single_word",
                        false,
                        "lstrip",
                        false,
                        "rstrip",
                        false,
                        "normalized",
                        false,
                        "special",
                        true));
            }
        }
        return added;
    }

    private static Map<String, Object> normalizer(boolean lowerCase) {
        return Map.of(
                "type",
                "BertNormalizer",
                "clean_text",
                true,
                "handle_chinese_chars",
                true,
                "strip_accents",
                lowerCase,
                "lowercase",
                lowerCase);
    }

    /** [CLS] text [SEP] */
    private static Map<String, Object> template(Map<String, Integer> ids) {
        Map<String, Object> special = new LinkedHashMap<>();
        for (String token : List.of(CLASSIFIER, SEPARATOR)) {
            special.put(
                    token, Map.of("id", token, "ids", List.of(ids.getOrDefault(token, 0)), "tokens", List.of(token)));
        }
        Object first = Map.of("SpecialToken", Map.of("id", CLASSIFIER, "type_id", 0));
        Object text = Map.of("Sequence", Map.of("id", "A", "type_id", 0));
        Object last = Map.of("SpecialToken", Map.of("id", SEPARATOR, "type_id", 0));
        Object second = Map.of("Sequence", Map.of("id", "B", "type_id", 1));
        Object end = Map.of("SpecialToken", Map.of("id", SEPARATOR, "type_id", 1));
        return Map.of(
                "type",
                "TemplateProcessing",
                "single",
                List.of(first, text, last),
                "pair",
                List.of(first, text, last, second, end),
                "special_tokens",
                special);
    }

    private static Map<String, Object> model(Map<String, Integer> ids) {
        return Map.of(
                "type", "WordPiece",
                "unk_token", UNKNOWN,
                "continuing_subword_prefix", "##",
                "max_input_chars_per_word", LONGEST_WORD,
                "vocab", ids);
    }
}
