package ai.medsyn.vision.encoders;

import ai.medsyn.vision.layers.Embedding;
import ai.medsyn.vision.layers.LayerNorm;
import ai.medsyn.vision.layers.Linear;
import ai.medsyn.vision.layers.Sequence;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** BERT (Devlin et al., 2019) under Hugging Face's {@code BertModel} names, with or without its pooler. */
public final class Bert extends TextEncoder {
    private final BertConfig config;
    private final Embedding words;
    private final Embedding positions;
    private final Embedding types;
    private final LayerNorm norm;
    private final Sequence<BertLayer> layers;
    private final @Nullable Linear pooler;

    private Bert(BertConfig config, boolean withPooler) {
        this.config = config;
        long size = config.sizes().hidden();
        words = child("embeddings.word_embeddings", new Embedding(config.sizes().vocabulary(), size));
        positions = child(
                "embeddings.position_embeddings", new Embedding(config.sizes().positions(), size));
        types = child(
                "embeddings.token_type_embeddings", new Embedding(config.sizes().types(), size));
        norm = child("embeddings.LayerNorm", new LayerNorm(size, config.epsilon()));
        layers = child(
                "encoder.layer",
                new Sequence<>(IntStream.range(0, config.layers())
                        .mapToObj(i -> new BertLayer(config))
                        .toList()));
        pooler = withPooler ? child("pooler.dense", new Linear(size, size)) : null;
    }

    /** Without the pooler, which no pre-training method here uses. */
    public static Bert of(BertConfig config) {
        return new Bert(config, false);
    }

    public static Bert withPooler(BertConfig config) {
        return new Bert(config, true);
    }

    public BertConfig config() {
        return config;
    }

    @Override
    public TextFeatures encode(TokenBatch tokens) {
        if (tokens.length() > maximumLength()) {
            throw new IllegalArgumentException("Expected texts of at most " + maximumLength() + " tokens, but found "
                    + tokens.length() + ": truncate them");
        }
        Tensor sum = words.forward(tokens.ids())
                .plus(types.forward(tokens.typeIds()))
                .plus(positions.first(tokens.length())); // [B, L, D]
        Tensor state = Functional.dropout(norm.forward(sum), config.dropout(), isTraining());
        Tensor hidden = tokens.mask().equalTo(0).unsqueeze(1).unsqueeze(1); // [B, 1, 1, L]
        List<Tensor> states = new ArrayList<>(List.of(state));
        Tensor attention = hidden;
        for (BertLayer layer : layers.layers()) {
            BertLayer.Output output = layer.forward(state, hidden);
            state = output.state();
            attention = output.attention();
            states.add(state);
        }
        return new TextFeatures(states, attention);
    }

    /** tanh(W [CLS] + b): [B, D]. @throws IllegalStateException if built without a pooler */
    public Tensor pool(TextFeatures features) {
        if (pooler == null) {
            throw new IllegalStateException("This BERT has no pooler: build it with Bert.withPooler");
        }
        return pooler.forward(features.cls()).tanh();
    }

    /**
     * Freezes (false) or thaws (true) the first encoder layers; the embeddings stay as they are.
     *
     * @param count at most the number of layers
     */
    public void setTrainable(int count, boolean trainable) {
        layers.layers().subList(0, count).forEach(layer -> layer.setTrainable(trainable));
    }

    @Override
    public long size() {
        return config.sizes().hidden();
    }

    @Override
    public long maximumLength() {
        return config.sizes().positions();
    }
}
