package ai.medsyn.vision.objectives;

import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ImageFeatures;
import ai.medsyn.vision.encoders.TextEncoder;
import ai.medsyn.vision.encoders.TextFeatures;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.layers.ProjectionHead;
import ai.medsyn.vision.tensor.Tensor;

/** ConVIRT: one projected vector per image and per text. */
public final class ConvirtEncoder extends DualEncoder {

    /** How a text becomes one vector. */
    public enum Pooling {
        /** The vector of [CLS]. */
        CLS,
        /** The mean over tokens. */
        MEAN
    }

    /** The two heads, made for the encoders' sizes. */
    public record Heads(ProjectionHead image, ProjectionHead text) {}

    private final Pooling pooling;
    private final ProjectionHead imageHead;
    private final ProjectionHead textHead;

    /** @param upsampledSide see {@link DualEncoder} */
    public ConvirtEncoder(ImageEncoder image, TextEncoder text, Heads heads, Pooling pooling, int upsampledSide) {
        super(image, text, upsampledSide);
        this.pooling = pooling;
        imageHead = child("image_head", heads.image());
        textHead = child("text_head", heads.text());
    }

    @Override
    public Embeddings embed(Tensor images, TokenBatch tokens) {
        return Embeddings.of(
                projectGlobal(features(images)), projectText(textEncoder().encode(tokens), tokens));
    }

    @Override
    public long embeddingSize() {
        return imageHead.size();
    }

    @Override
    protected Tensor projectGlobal(ImageFeatures features) {
        return imageHead.forward(features.global());
    }

    public Pooling pooling() {
        return pooling;
    }

    @Override
    public boolean hasRegions() {
        return false;
    }

    @Override
    protected Tensor projectRegions(ImageFeatures features) {
        throw new UnsupportedOperationException(
                "ConVIRT trains no regions in the joint space: take localVectors, or GLoRIA or MGCA");
    }

    @Override
    protected Tensor projectText(TextFeatures features, TokenBatch tokens) {
        return textHead.forward(pooling == Pooling.CLS ? features.cls() : features.mean(tokens.mask()));
    }

    @Override
    protected Tensor projectWords(TextFeatures features, TokenBatch text) {
        return projectText(features, text);
    }

    /** Cuts the text side off from training, as ConVIRT-pytorch does (its text head runs without gradients). */
    public void freezeText() {
        textEncoder().setTrainable(false);
        textHead.setTrainable(false);
    }
}
