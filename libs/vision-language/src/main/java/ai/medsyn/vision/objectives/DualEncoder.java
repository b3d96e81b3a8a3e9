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
        return onMap(projectRegions(features), features.local()).normalized(3);
    }

    /**
     * What there is to ground with, in the space of {@link #wordVectors}: [B, 3, H, W] to [B, rows, columns, D], of any length. Regions
     * where the method trains them, else the global projection of every vector of the last map.
     */
    public final Tensor localVectors(Tensor images) {
        if (hasRegions()) {
            ImageFeatures features = features(images);
            return onMap(projectRegions(features), features.local());
        }
        Tensor map = image.lastMap(resized(images));
        Tensor places = regions(map).flatten(0, 1); // [B * R, D]
        return onMap(projectGlobal(new ImageFeatures(places, map, null)), map);
    }

    /** Vectors of places, [B, R, D] or [B * R, D], laid out as their map [B, C, rows, columns] is. */
    private static Tensor onMap(Tensor vectors, Tensor map) {
        return vectors.reshape(map.size(0), map.size(2), map.size(3), -1);
    }

    /**
     * The words of one text in the space of {@link #localVectors}: [W, D], of any length, without [CLS] and [SEP]. A method without
     * words gives the text as a whole, [1, D].
     *
     * @param text a batch of one
     */
    public final Tensor wordVectors(TokenBatch text) {
        return projectWords(this.text.encode(text), text);
    }

    /** See {@link #wordVectors}. */
    protected abstract Tensor projectWords(TextFeatures features, TokenBatch text);

    /** Texts in the joint space: [B, D], length 1. */
    public final Tensor embedTexts(TokenBatch tokens) {
        return projectText(text.encode(tokens), tokens).normalized(1);
    }

    /** What the image encoder makes of images, resized as the method does it. */
    public final ImageFeatures features(Tensor images) {
        return image.encode(resized(images));
    }

    private Tensor resized(Tensor images) {
        return upsampledSide == 0 ? images : Functional.resizeBilinear(images, upsampledSide, upsampledSide, true);
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
