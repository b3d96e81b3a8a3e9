package ai.medsyn.vision.objectives;

import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.Autocast;
import ai.medsyn.vision.tensor.DType;

/**
 * Compares the images and reports of a batch. An objective may have parameters of its own (MGCA's prototypes), which are
 * trained and saved like the encoders'.
 */
public abstract class Objective extends Layer {

    /**
     * Compares in float32, whatever the embeddings are and whether or not autocast is on: exponentials of similarities divided
     * by a small temperature need the digits.
     *
     * @param batch the global batch; rows of other processes carry no graph
     */
    public final LossTerms loss(Embeddings batch) {
        try (Autocast off = Autocast.off()) {
            return compare(batch.map(tensor -> tensor.dtype().isFloatingPoint() ? tensor.to(DType.FLOAT32) : tensor));
        }
    }

    /** @param batch in float32 */
    protected abstract LossTerms compare(Embeddings batch);

    /**
     * Called after the backward pass, before clipping and the optimiser's step.
     *
     * @param epoch counted from 0
     */
    public void afterBackward(long epoch) {}
}
