package ai.medsyn.vision.encoders;

import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.layers.LayerNorm;
import ai.medsyn.vision.layers.Linear;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;

/** One post-norm transformer layer: self-attention, then a feed-forward network. */
final class BertLayer extends Layer {
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear attentionOutput;
    private final LayerNorm attentionNorm;
    private final Linear intermediate;
    private final Linear output;
    private final LayerNorm outputNorm;
    private final int heads;
    private final double dropout;

    /** @param state [B, L, D] and {@code attention} [B, heads, L, L] */
    record Output(Tensor state, Tensor attention) {}

    BertLayer(BertConfig config) {
        long size = config.sizes().hidden();
        long inner = config.sizes().intermediate();
        query = child("attention.self.query", new Linear(size, size));
        key = child("attention.self.key", new Linear(size, size));
        value = child("attention.self.value", new Linear(size, size));
        attentionOutput = child("attention.output.dense", new Linear(size, size));
        attentionNorm = child("attention.output.LayerNorm", new LayerNorm(size, config.epsilon()));
        intermediate = child("intermediate.dense", new Linear(size, inner));
        output = child("output.dense", new Linear(inner, size));
        outputNorm = child("output.LayerNorm", new LayerNorm(size, config.epsilon()));
        heads = config.heads();
        dropout = config.dropout();
    }

    /**
     * @param state [B, L, D]
     * @param hidden BOOL, true where a token must not be looked at, broadcastable to [B, heads, L, L]
     */
    Output forward(Tensor state, Tensor hidden) {
        Attention.Result attended = Attention.attend(
                new Attention.Input(query.forward(state), key.forward(state), value.forward(state), hidden),
                heads,
                this::drop);
        Tensor afterAttention = attentionNorm.forward(
                drop(attentionOutput.forward(attended.values())).plus(state));
        Tensor inner = Functional.gelu(intermediate.forward(afterAttention));
        return new Output(outputNorm.forward(drop(output.forward(inner)).plus(afterAttention)), attended.weights());
    }

    private Tensor drop(Tensor tensor) {
        return Functional.dropout(tensor, dropout, isTraining());
    }
}
