package ai.medsyn.vision.objectives;

import ai.medsyn.vision.layers.Layer;

/**
 * Compares the images and reports of a batch. An objective may have parameters of its own (MGCA's prototypes), which are
 * trained and saved like the encoders'.
 */
public abstract class Objective extends Layer {

    /** @param batch the global batch; rows of other processes carry no graph */
    public abstract LossTerms loss(Embeddings batch);

    /**
     * Called after the backward pass, before clipping and the optimiser's step.
     *
     * @param epoch counted from 0
     */
    public void afterBackward(long epoch) {}
}
