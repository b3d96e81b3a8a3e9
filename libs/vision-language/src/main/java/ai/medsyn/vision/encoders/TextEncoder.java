package ai.medsyn.vision.encoders;

import ai.medsyn.vision.layers.Layer;

/** Turns tokens into one vector per text and one per token. */
public abstract class TextEncoder extends Layer {

    /** @throws IllegalArgumentException if the texts are longer than {@link #maximumLength()} */
    public abstract TextFeatures encode(TokenBatch tokens);

    /** D of all features. */
    public abstract long size();

    /** The longest text in tokens. */
    public abstract long maximumLength();
}
