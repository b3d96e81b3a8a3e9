package ai.medsyn.vision.export;

import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.encoders.VisionTransformer;

/** Writes an image encoder into a graph. */
interface ImageGraph {

    /** @param global [B, D] and {@code regions} [B, R, C] */
    record Features(String global, String regions) {}

    /** @param images [B, 3, H, W] */
    Features write(String images);

    /** @param prefix of the encoder's names among the weights */
    static ImageGraph of(Weighted weighted, String prefix, ImageEncoder encoder) {
        if (encoder instanceof ResNet) {
            return new ResNetGraph(weighted, prefix);
        }
        if (encoder instanceof VisionTransformer transformer) {
            return new VisionTransformerGraph(weighted, prefix, transformer.config());
        }
        throw new IllegalArgumentException("Expected a ResNet or a vision transformer to export, but found "
                + encoder.getClass().getSimpleName());
    }
}
