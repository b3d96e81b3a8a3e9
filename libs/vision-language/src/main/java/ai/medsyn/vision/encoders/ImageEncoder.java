package ai.medsyn.vision.encoders;

import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.Tensor;

/** Turns images into one global vector and a map of local vectors. */
public abstract class ImageEncoder extends Layer {

    /** @param images [B, 3, H, W], normalised as the weights expect */
    public abstract ImageFeatures encode(Tensor images);

    /**
     * The last map, whose vectors are of the kind of the global one: [B, D, H, W]. A residual network's global vector is their mean,
     * a transformer's are its patches beside [CLS].
     */
    public abstract Tensor lastMap(Tensor images);

    /** D of {@link ImageFeatures#global()}. */
    public abstract long globalSize();

    /** C of {@link ImageFeatures#local()}. */
    public abstract long localSize();
}
