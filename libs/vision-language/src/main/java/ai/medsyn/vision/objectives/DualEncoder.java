package ai.medsyn.vision.objectives;

import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ImageFeatures;
import ai.medsyn.vision.encoders.TextEncoder;
import ai.medsyn.vision.encoders.TextFeatures;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;

/**
 * An image encoder, a text encoder and what a method puts on top of them. Parameter names begin with {@code image.},
 * {@code text.} or the name of a head.
 */
public abstract class DualEncoder extends Layer {
    private final ImageEncoder image;
    private final TextEncoder text;
    private final int upsampledSide;

    /** @param upsampledSide pixels to which images are resized on the way into the image encoder; 0 leaves them as they are */
    protected DualEncoder(ImageEncoder image, TextEncoder text, int upsampledSide) {
        this.image = child("image", image);
        this.text = child("text", text);
        this.upsampledSide = upsampledSide;
    }

    /**
     * Embeds the pairs of this process; every row depends on its own pair, and on the others through batch normalisation only.
     *
     * @param images [B, 3, H, W]
     */
    public abstract Embeddings embed(Tensor images, TokenBatch tokens);

    /** D, the size of the joint space. */
    public abstract long embeddingSize();

    /** Image features in the joint space, of any length: global [B, D]. */
    protected abstract Tensor projectGlobal(ImageFeatures features);

    /** Region vectors in the joint space, of any length: [B, R, D]. */
    protected abstract Tensor projectRegions(ImageFeatures features);

    /** Text features in the joint space, of any length: [B, D]. */
    protected abstract Tensor projectText(TextFeatures features, TokenBatch tokens);

    /** Images in the joint space: [B, 3, H, W] to [B, D], length 1. */
    public final Tensor embedImages(Tensor images) {
        return projectGlobal(features(images)).normalized(1);
    }

    /**
     * Regions of images in the joint space, for grounding: [B, 3, H, W] to [B, rows, columns, D], length 1 each.
     *
     * @throws UnsupportedOperationException if the method has none, see {@link #hasRegions()}
     */
    public final Tensor embedRegions(Tensor images) {
        ImageFeatures features = features(images);
        Tensor regions = projectRegions(features); // [B, R, D]
        return regions.normalized(2)
                .reshape(
                        regions.size(0),
                        features.local().size(2),
                        features.local().size(3),
                        regions.size(2));
    }

    /** Texts in the joint space: [B, D], length 1. */
    public final Tensor embedTexts(TokenBatch tokens) {
        return projectText(text.encode(tokens), tokens).normalized(1);
    }

    /** What the image encoder makes of images, resized as the method does it. */
    public final ImageFeatures features(Tensor images) {
        Tensor resized =
                upsampledSide == 0 ? images : Functional.resizeBilinear(images, upsampledSide, upsampledSide, true);
        return image.encode(resized);
    }

    /** Pixels to which images are resized on the way into the image encoder; 0 leaves them as they are. */
    public final int upsampledSide() {
        return upsampledSide;
    }

    /** Whether the method projects regions, so that {@link #embedRegions} works. */
    public boolean hasRegions() {
        return true;
    }

    public final ImageEncoder imageEncoder() {
        return image;
    }

    public final TextEncoder textEncoder() {
        return text;
    }

    /** [B, C, H, W] to [B, H * W, C]. */
    static Tensor regions(Tensor map) {
        return map.flatten(2, 3).transpose(1, 2);
    }
}
