package ai.medsyn.vision.objectives;

import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ImageFeatures;
import ai.medsyn.vision.encoders.TextEncoder;
import ai.medsyn.vision.encoders.TextFeatures;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.layers.Linear;
import ai.medsyn.vision.objectives.Embeddings.Role;
import ai.medsyn.vision.tensor.Tensor;
import java.util.List;

/**
 * GLoRIA: images are projected linearly into the space of the text encoder. A word is the sum of its pieces over the last four
 * hidden states, a text the mean of its words.
 */
public final class GloriaEncoder extends DualEncoder {
    private static final int LAST_STATES = 4;

    private final Linear globalProjection;
    private final Linear localProjection;

    /** @param upsampledSide see {@link DualEncoder} */
    public GloriaEncoder(ImageEncoder image, TextEncoder text, int upsampledSide) {
        super(image, text, upsampledSide);
        globalProjection = child("global_embedder", new Linear(image.globalSize(), text.size()));
        // the official code's 1x1 convolution without bias
        localProjection = child("local_embedder", new Linear(image.localSize(), text.size(), false));
    }

    @Override
    public Embeddings embed(Tensor images, TokenBatch tokens) {
        ImageFeatures seen = features(images);
        Words words = Words.of(tokens);
        Tensor wordVectors = words.sum(lastStates(textEncoder().encode(tokens))); // [B, W, D]
        return Embeddings.of(projectGlobal(seen), wordVectors.mean(1))
                .with(Role.REGIONS, projectRegions(seen))
                .with(Role.WORDS, wordVectors)
                .with(Role.WORD_COUNT, words.count());
    }

    @Override
    public long embeddingSize() {
        return textEncoder().size();
    }

    @Override
    protected Tensor projectGlobal(ImageFeatures features) {
        return globalProjection.forward(features.global());
    }

    @Override
    protected Tensor projectRegions(ImageFeatures features) {
        return localProjection.forward(regions(features.local()));
    }

    /** The mean over all positions, padding included: it changes the length only, which the cosine ignores. */
    @Override
    protected Tensor projectText(TextFeatures features, TokenBatch tokens) {
        return Words.of(tokens).sum(lastStates(features)).mean(1);
    }

    @Override
    protected Tensor projectWords(TextFeatures features, TokenBatch text) {
        return Words.of(text).withoutMarks(lastStates(features));
    }

    private static Tensor lastStates(TextFeatures features) {
        List<Tensor> states = features.hiddenStates();
        return states.subList(Math.max(0, states.size() - LAST_STATES), states.size()).stream()
                .reduce(Tensor::plus)
                .orElseThrow();
    }
}
