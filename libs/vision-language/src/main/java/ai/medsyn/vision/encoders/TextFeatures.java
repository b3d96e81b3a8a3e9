package ai.medsyn.vision.encoders;

import ai.medsyn.vision.tensor.Tensor;
import java.util.List;

/**
 * What a text encoder reads. Values at padded positions mean nothing.
 *
 * @param hiddenStates [B, L, D] each: the embeddings, then every layer's output
 * @param lastAttention attention weights of the last layer [B, heads, L (asking), L (asked)]
 */
public record TextFeatures(List<Tensor> hiddenStates, Tensor lastAttention) {

    public TextFeatures {
        hiddenStates = List.copyOf(hiddenStates);
    }

    /** Token-level vectors of the last layer: [B, L, D]. */
    public Tensor tokens() {
        return hiddenStates.get(hiddenStates.size() - 1);
    }

    /** The vector of the first token, [CLS]: [B, D]. */
    public Tensor cls() {
        return tokens().select(1, 0);
    }

    /**
     * The mean over the tokens of each text: [B, D].
     *
     * @param mask [B, L], 1 for tokens and 0 for padding
     */
    public Tensor mean(Tensor mask) {
        Tensor weights = mask.to(tokens().dtype()).unsqueeze(2); // [B, L, 1]
        return tokens().times(weights).sum(1).dividedBy(weights.sum(1).clampMin(1e-9));
    }

    /** How much [CLS] looks at each token in the last layer, mean over heads: [B, L]. */
    public Tensor clsAttention() {
        return lastAttention.select(2, 0).mean(1);
    }
}
