package ai.medsyn.vision.data;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The word pieces of BERT, cut by Hugging Face's own tokenizer library. */
public final class WordPieceTokenizer implements TextTokenizer, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONTINUES = "##";
    private static final String MINILM = "/all-minilm-l6-v2-tokenizer.json";

    private final HuggingFaceTokenizer tokenizer;
    private final byte[] json;
    private final String digest;

    private WordPieceTokenizer(byte[] json) throws IOException {
        // Texts are neither cut nor padded here: what is too long is for ShardSettings to say.
        this.tokenizer = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(json),
                Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true"));
        this.json = json;
        this.digest = sha256(json);
    }

    /** That of MiniLM, 30,522 lower-case pieces, which is BERT's own. */
    public static WordPieceTokenizer miniLm() {
        try (InputStream json = WordPieceTokenizer.class.getResourceAsStream(MINILM)) {
            if (json == null) {
                throw new IllegalStateException("the library of MiniLM should hold " + MINILM);
            }
            return new WordPieceTokenizer(json.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the tokenizer of MiniLM cannot be read", e);
        }
    }

    /**
     * That of a model's directory: its {@code tokenizer.json}, or its {@code vocab.txt} with {@code tokenizer_config.json}.
     *
     * @throws IOException if there is neither, or none that can be read
     */
    public static WordPieceTokenizer of(Path directory) throws IOException {
        Path json = directory.resolve("tokenizer.json");
        if (Files.isRegularFile(json)) {
            return new WordPieceTokenizer(Files.readAllBytes(json));
        }
        Path vocabulary = directory.resolve("vocab.txt");
        if (!Files.isRegularFile(vocabulary)) {
            throw new IOException(
                    "expected tokenizer.json or vocab.txt beside the weights of a text encoder, found neither");
        }
        Path settings = directory.resolve("tokenizer_config.json");
        boolean lowerCase = !Files.isRegularFile(settings)
                || JSON.readTree(Files.readString(settings))
                        .path("do_lower_case")
                        .asBoolean(true);
        return new WordPieceTokenizer(json(Files.readAllLines(vocabulary, StandardCharsets.UTF_8), lowerCase));
    }

    /** BERT's rules around a vocabulary, as {@code tokenizer.json} has them. */
    private static byte[] json(List<String> vocabulary, boolean lowerCase) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        root.putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put("handle_chinese_chars", true)
                .put("lowercase", lowerCase)
                .putNull("strip_accents");
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        ObjectNode around = root.putObject("post_processor").put("type", "BertProcessing");
        around.putArray("sep").add("[SEP]").add(vocabulary.indexOf("[SEP]"));
        around.putArray("cls").add("[CLS]").add(vocabulary.indexOf("[CLS]"));
        ObjectNode model = root.putObject("model")
                .put("type", "WordPiece")
                .put("unk_token", "[UNK]")
                .put("continuing_subword_prefix", CONTINUES)
                .put("max_input_chars_per_word", 100);
        ObjectNode ids = model.putObject("vocab");
        for (int i = 0; i < vocabulary.size(); i++) {
            ids.put(vocabulary.get(i), i);
        }
        return JSON.writeValueAsBytes((JsonNode) root);
    }

    /** Itself as {@code tokenizer.json}. */
    public byte[] json() {
        return json.clone();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public Pieces tokenize(String text) {
        Encoding encoding = tokenizer.encode(text);
        long[] found = encoding.getIds();
        String[] tokens = encoding.getTokens();
        int[] ids = new int[found.length];
        boolean[] continues = new boolean[found.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = Math.toIntExact(found[i]);
            continues[i] = tokens[i].startsWith(CONTINUES);
        }
        return new Pieces(ids, continues);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
