package ai.medsyn.vision.objectives;

import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.TextEncoder;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.Tensor;

/**
 * An image encoder, a text encoder and what a method puts on top of them. Parameter names begin with {@code image.},
 * {@code text.} or the name of a head.
 */
public abstract class DualEncoder extends Layer {
    private final ImageEncoder image;
    private final TextEncoder text;

    protected DualEncoder(ImageEncoder image, TextEncoder text) {
        this.image = child("image", image);
        this.text = child("text", text);
    }

    /** Embeds the pairs of this process; every row depends on its own pair, and on the batch through batch normalisation only. */
    public abstract Embeddings embed(Tensor images, TokenBatch tokens);

    /** Images in the joint space: [B, 3, H, W] to [B, D], length 1. */
    public abstract Tensor embedImages(Tensor images);

    /** Texts in the joint space: [B, D], length 1. */
    public abstract Tensor embedTexts(TokenBatch tokens);

    public final ImageEncoder imageEncoder() {
        return image;
    }

    public final TextEncoder textEncoder() {
        return text;
    }
}
