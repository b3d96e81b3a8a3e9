package ai.medsyn.onnx.tokens;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.medsyn.onnx.InvalidModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tokenizer of a text encoder. It is immutable: several threads may share it. */
public final class PretrainedTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;

    private PretrainedTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Reads {@code tokenizer.json}, or else {@code vocab.txt} with the {@code do_lower_case} of {@code tokenizer_config.json}
     * (true if it does not say, as for BERT's own tokenizer).
     *
     * @throws InvalidModelException if the directory has neither, or they are damaged
     */
    public static PretrainedTokenizer open(Path directory) {
        Path complete = directory.resolve("tokenizer.json");
        if (Files.exists(complete)) {
            try (InputStream input = Files.newInputStream(complete)) {
                return create(input, "tokenizer.json");
            } catch (IOException e) {
                throw new UncheckedIOException("tokenizer.json cannot be read", e);
            }
        }
        Path vocabulary = directory.resolve("vocab.txt");
        if (!Files.exists(vocabulary)) {
            throw new InvalidModelException(
                    directory.getFileName() + ": expected tokenizer.json or vocab.txt, found neither");
        }
        return ofVocabulary(vocabulary, lowerCase(directory.resolve("tokenizer_config.json")));
    }

    /**
     * BERT's tokenizer over a WordPiece vocabulary, one token a line.
     *
     * @param lowerCase for vocabularies called uncased
     */
    public static PretrainedTokenizer ofVocabulary(Path vocabulary, boolean lowerCase) {
        try {
            byte[] json = WordPieceFile.json(vocabulary, lowerCase).getBytes(StandardCharsets.UTF_8);
            return create(new ByteArrayInputStream(json), String.valueOf(vocabulary.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(vocabulary.getFileName() + " cannot be read", e);
        }
    }

    private static PretrainedTokenizer create(InputStream json, String name) throws IOException {
        try {
            return new PretrainedTokenizer(HuggingFaceTokenizer.newInstance(
                    json, Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true")));
        } catch (RuntimeException e) {
            throw new InvalidModelException(name + ": it is no tokenizer: " + e.getMessage(), e);
        }
    }

    private static boolean lowerCase(Path configuration) {
        if (!Files.exists(configuration)) {
            return true;
        }
        JsonNode setting = JsonMapper.shared().readTree(configuration.toFile()).path("do_lower_case");
        return setting.asBoolean(true);
    }

    /**
     * Splits a text. What exceeds the length is cut before the last special token, which stays.
     *
     * @param longest number of tokens allowed, special ones included
     */
    public TokenSequence encode(String text, int longest) {
        Encoding encoding = tokenizer.encode(text);
        long[] ids = encoding.getIds();
        int kept = Math.min(ids.length, longest);
        CharSpan[] spans = encoding.getCharTokenSpans();
        long[] special = encoding.getSpecialTokenMask();
        List<Long> tokenIds = new ArrayList<>(kept);
        int[] starts = new int[kept];
        int[] ends = new int[kept];
        Arrays.fill(starts, -1);
        Arrays.fill(ends, -1);
        List<String> tokens = new ArrayList<>(kept);
        for (int i = 0; i < kept; i++) {
            int from = i == kept - 1 && special[ids.length - 1] == 1 ? ids.length - 1 : i;
            tokenIds.add(ids[from]);
            tokens.add(encoding.getTokens()[from]);
            CharSpan span = spans[from];
            if (special[from] == 0 && span != null) {
                starts[i] = text.offsetByCodePoints(0, span.getStart());
                ends[i] = text.offsetByCodePoints(0, span.getEnd());
            }
        }
        return new TokenSequence(tokenIds, tokens, starts, ends, ids.length > longest);
    }

    /** The text of tokens as the tokenizer puts it together again, for example {@code pleural effusion}. */
    public String decode(List<Long> ids) {
        return tokenizer
                .decode(ids.stream().mapToLong(Long::longValue).toArray(), true)
                .strip();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
