package ai.medsyn.vision.encoders;

import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.Tensor;

/** Turns images into one global vector and a map of local vectors. */
public abstract class ImageEncoder extends Layer {

    /** @param images [B, 3, H, W], normalised as the weights expect */
    public abstract ImageFeatures encode(Tensor images);

    /** D of {@link ImageFeatures#global()}. */
    public abstract long globalSize();

    /** C of {@link ImageFeatures#local()}. */
    public abstract long localSize();
}
