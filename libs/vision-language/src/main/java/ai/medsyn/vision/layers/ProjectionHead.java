package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A perceptron of one hidden layer on the last dimension, which maps features into the joint space. */
public final class ProjectionHead extends Layer {
    private final Linear first;
    private final @Nullable BatchNorm hiddenNorm;
    private final Linear second;
    private final @Nullable BatchNorm outputNorm;

    private ProjectionHead(long in, long hidden, long out, boolean normalized) {
        // names are positions in the official code's Sequential, where activations count
        first = child("0", new Linear(in, hidden));
        hiddenNorm = normalized ? child("1", BatchNorm.affine(hidden)) : null;
        second = child(normalized ? "3" : "2", new Linear(hidden, out));
        outputNorm = normalized ? child("4", BatchNorm.plain(out)) : null;
    }

    /** Linear, ReLU, Linear (ConVIRT). */
    public static ProjectionHead plain(long in, long hidden, long out) {
        return new ProjectionHead(in, hidden, out, false);
    }

    /** Linear, batch normalisation, ReLU, Linear, batch normalisation without scale and shift (MGCA). */
    public static ProjectionHead normalized(long in, long hidden, long out) {
        return new ProjectionHead(in, hidden, out, true);
    }

    /** [..., in] to [..., out]; batch normalisation runs over all leading dimensions. */
    public Tensor forward(Tensor input) {
        long[] shape = input.shape();
        long[] outputShape = shape.clone();
        outputShape[shape.length - 1] = second.weight().size(0);
        Tensor rows = first.forward(input.reshape(-1, shape[shape.length - 1]));
        Tensor active = (hiddenNorm == null ? rows : hiddenNorm.forward(rows)).relu();
        Tensor projected = second.forward(active);
        return (outputNorm == null ? projected : outputNorm.forward(projected)).reshape(outputShape);
    }

    /** Size of the joint space. */
    public long size() {
        return second.weight().size(0);
    }

    public boolean isNormalized() {
        return hiddenNorm != null;
    }
}
