package ai.medsyn.vision.training;

import ai.medsyn.vision.data.WordPieceTokenizer;
import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.BertConfig;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.weights.MiniLm;
import ai.medsyn.vision.weights.WeightNames;
import ai.medsyn.vision.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;

/** A text encoder with the tokenizer that belongs to it. */
public sealed interface TextModel {

    /** Name of the built-in encoder with published weights. */
    String MINILM = "minilm";

    /** Name of the small BERT that is trained from nothing. */
    String SMALL = "bert-small";

    /** Cuts texts into what the encoder reads. */
    WordPieceTokenizer tokenizer() throws IOException;

    /**
     * The encoder with its initial weights; random ones come from LibTorch's generator.
     *
     * @param layers of a pre-trained encoder that are kept, from the first; 0 for all. The built-in ones are small and keep theirs
     */
    Bert build(boolean dropout, int layers) throws IOException;

    /** The longest text in tokens. */
    int longest() throws IOException;

    /** all-MiniLM-L6-v2 with its published weights: six layers of 384 numbers, not made for radiology. */
    record MiniLanguageModel() implements TextModel {

        @Override
        public WordPieceTokenizer tokenizer() {
            return WordPieceTokenizer.miniLm();
        }

        @Override
        public Bert build(boolean dropout, int layers) throws IOException {
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
        public Bert build(boolean dropout, int layers) {
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

        @Override
        public WordPieceTokenizer tokenizer() throws IOException {
            return WordPieceTokenizer.of(directory);
        }

        @Override
        public Bert build(boolean dropout, int layers) throws IOException {
            BertConfig whole = config();
            BertConfig config = layers == 0 ? whole : whole.withLayers(Math.min(layers, whole.layers()));
            Bert bert = Bert.of(dropout ? config : config.withoutDropout());
            try (TensorScope scope = TensorScope.open()) {
                bert.load(WeightNames.bert(Weights.read(directory), config.layers(), false));
            }
            return bert;
        }

        @Override
        public int longest() throws IOException {
            return Math.toIntExact(config().sizes().positions());
        }

        private BertConfig config() throws IOException {
            return BertConfig.read(directory.resolve("config.json"));
        }
    }
}
