package ai.medsyn.vision.training;

import ai.medsyn.vision.data.WordPieceTokenizer;
import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.BertConfig;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.weights.MiniLm;
import ai.medsyn.vision.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text encoder with the tokenizer that belongs to it. */
public sealed interface TextModel {

    /** Name of the built-in encoder with published weights. */
    String MINILM = "minilm";

    /** Name of the small BERT that is trained from nothing. */
    String SMALL = "bert-small";

    /** Cuts texts into what the encoder reads. */
    WordPieceTokenizer tokenizer() throws IOException;

    /** The encoder with its initial weights; random ones come from LibTorch's generator. */
    Bert build(boolean dropout) throws IOException;

    /** The longest text in tokens. */
    int longest() throws IOException;

    /** all-MiniLM-L6-v2 with its published weights: six layers of 384 numbers, not made for radiology. */
    record MiniLanguageModel() implements TextModel {

        @Override
        public WordPieceTokenizer tokenizer() {
            return WordPieceTokenizer.miniLm();
        }

        @Override
        public Bert build(boolean dropout) throws IOException {
            Bert published = MiniLm.load();
            if (dropout) {
                return published;
            }
            Bert bert = Bert.of(BertConfig.miniLm().withoutDropout());
            bert.load(published.state());
            published.close();
            return bert;
        }

        @Override
        public int longest() {
            return Math.toIntExact(BertConfig.miniLm().sizes().positions());
        }
    }

    /** Four layers of 256 numbers with the vocabulary of MiniLM and random weights: 11 million parameters, for small machines and tests. */
    record Small() implements TextModel {

        private static final BertConfig CONFIG =
                new BertConfig(new BertConfig.Sizes(30_522, 256, 1024, 512, 2), 4, 4, 0.1, 1e-12);

        @Override
        public WordPieceTokenizer tokenizer() {
            return WordPieceTokenizer.miniLm();
        }

        @Override
        public Bert build(boolean dropout) {
            return Bert.of(dropout ? CONFIG : CONFIG.withoutDropout());
        }

        @Override
        public int longest() {
            return Math.toIntExact(CONFIG.sizes().positions());
        }
    }

    /**
     * A directory in Hugging Face's layout: {@code config.json}, weights, {@code tokenizer.json} or {@code vocab.txt}.
     *
     * @param directory whose files were verified
     */
    record Stored(Path directory) implements TextModel {

        private static final List<String> PREFIXES = List.of("bert.", "model.", "");

        @Override
        public WordPieceTokenizer tokenizer() throws IOException {
            return WordPieceTokenizer.of(directory);
        }

        @Override
        public Bert build(boolean dropout) throws IOException {
            BertConfig config = config();
            Bert bert = Bert.of(dropout ? config : config.withoutDropout());
            bert.load(own(bert, Weights.read(directory)));
            return bert;
        }

        @Override
        public int longest() throws IOException {
            return Math.toIntExact(config().sizes().positions());
        }

        private BertConfig config() throws IOException {
            return BertConfig.read(directory.resolve("config.json"));
        }

        /** Checkpoints of BERT for some task hold the encoder under a prefix, and heads beside it. */
        private static Map<String, Tensor> own(Bert bert, Map<String, Tensor> all) {
            String prefix = PREFIXES.stream()
                    .filter(each -> all.keySet().stream().anyMatch(name -> name.startsWith(each + "embeddings.")))
                    .findFirst()
                    .orElse("");
            Map<String, Tensor> own = new LinkedHashMap<>();
            all.forEach((name, tensor) -> {
                String plain = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
                boolean head = !plain.startsWith("embeddings.") && !plain.startsWith("encoder.");
                if (!head && !plain.endsWith("position_ids")) {
                    own.put(plain.replace(".gamma", ".weight").replace(".beta", ".bias"), tensor);
                }
            });
            return own;
        }
    }
}
