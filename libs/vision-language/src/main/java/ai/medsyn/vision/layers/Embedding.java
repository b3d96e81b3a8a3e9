package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;

/** A table of vectors. Initial values: normal with deviation 0.02. */
public final class Embedding extends Layer {
    private final Tensor weight;

    public Embedding(long entries, long size) {
        weight = parameter("weight", Tensors.normal(entries, size).times(0.02));
    }

    /** Indices [...] (INT64) to [..., size]. */
    public Tensor forward(Tensor indices) {
        return Functional.embedding(weight, indices);
    }

    /** The first rows of the table: [count, size]. */
    public Tensor first(long count) {
        return weight.slice(0, 0, count);
    }
}
