package ai.medsyn.vision.encoders;

import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.layers.LayerNorm;
import ai.medsyn.vision.layers.Linear;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import java.util.function.UnaryOperator;

/** One pre-norm transformer block: x + attention(norm(x)), then x + mlp(norm(x)). */
final class VisionTransformerBlock extends Layer {
    static final double EPSILON = 1e-6;
    private static final long EXPANSION = 4;

    private final LayerNorm norm1;
    private final Linear qkv;
    private final Linear projection;
    private final LayerNorm norm2;
    private final Linear fc1;
    private final Linear fc2;
    private final int heads;

    /** @param state [B, L, D] and {@code attention} [B, heads, L, L] */
    record Output(Tensor state, Tensor attention) {}

    VisionTransformerBlock(long size, int heads) {
        norm1 = child("norm1", new LayerNorm(size, EPSILON));
        qkv = child("attn.qkv", new Linear(size, 3 * size));
        projection = child("attn.proj", new Linear(size, size));
        norm2 = child("norm2", new LayerNorm(size, EPSILON));
        fc1 = child("mlp.fc1", new Linear(size, EXPANSION * size));
        fc2 = child("mlp.fc2", new Linear(EXPANSION * size, size));
        this.heads = heads;
    }

    Output forward(Tensor state) {
        Tensor joint = qkv.forward(norm1.forward(state)); // [B, L, 3 D]
        long size = joint.size(2) / 3;
        Attention.Result attended = Attention.attend(
                new Attention.Input(
                        joint.slice(2, 0, size),
                        joint.slice(2, size, 2 * size),
                        joint.slice(2, 2 * size, 3 * size),
                        null),
                heads,
                UnaryOperator.identity());
        Tensor afterAttention = state.plus(projection.forward(attended.values()));
        Tensor inner = Functional.gelu(fc1.forward(norm2.forward(afterAttention)));
        return new Output(afterAttention.plus(fc2.forward(inner)), attended.weights());
    }
}
