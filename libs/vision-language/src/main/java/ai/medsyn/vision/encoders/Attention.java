package ai.medsyn.vision.encoders;

import ai.medsyn.vision.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Multi-head scaled dot-product attention: softmax(Q K^T / sqrt(d)) V per head. */
final class Attention {
    /** Below every honest score, and representable in bfloat16. */
    private static final double NEVER = -1e30;

    private Attention() {}

    /** Queries, keys and values, [B, L, D] each, and which keys to ignore (BOOL, broadcastable to [B, heads, L, L]). */
    record Input(
            Tensor query,
            Tensor key,
            Tensor value,
            @Nullable Tensor hidden) {}

    /** @param values [B, L, D] and {@code weights} [B, heads, L, L] before dropout */
    record Result(Tensor values, Tensor weights) {}

    static Result attend(Input input, int heads, UnaryOperator<Tensor> dropout) {
        Tensor query = split(input.query(), heads); // [B, heads, L, d]
        Tensor key = split(input.key(), heads);
        Tensor value = split(input.value(), heads);
        Tensor scores = query.matmul(key.transpose(-1, -2)).dividedBy(Math.sqrt(query.size(3))); // [B, heads, L, L]
        if (input.hidden() != null) {
            scores = scores.maskedFill(input.hidden(), NEVER);
        }
        Tensor weights = scores.softmax(-1);
        Tensor mixed = dropout.apply(weights).matmul(value); // [B, heads, L, d]
        return new Result(mixed.transpose(1, 2).flatten(2, 3), weights);
    }

    private static Tensor split(Tensor tensor, int heads) {
        long[] shape = tensor.shape();
        return tensor.reshape(shape[0], shape[1], heads, shape[2] / heads).transpose(1, 2);
    }
}
