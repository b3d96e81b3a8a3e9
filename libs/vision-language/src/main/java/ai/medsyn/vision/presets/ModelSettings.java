package ai.medsyn.vision.presets;

import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.encoders.TextEncoder;
import ai.medsyn.vision.layers.ProjectionHead;
import ai.medsyn.vision.objectives.ConvirtEncoder;
import ai.medsyn.vision.objectives.ConvirtEncoder.Heads;
import ai.medsyn.vision.objectives.ConvirtEncoder.Pooling;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.objectives.GloriaEncoder;
import ai.medsyn.vision.objectives.MgcaEncoder;
import ai.medsyn.vision.objectives.MgcaEncoder.HeadSizes;
import ai.medsyn.vision.objectives.MgcaEncoder.WordAttention;

/** What stands on top of the two encoders. */
public sealed interface ModelSettings {
    /** The official MGCA code loads Bio_ClinicalBERT into a configuration of six layers. */
    int MGCA_TEXT_LAYERS = 6;

    /**
     * Puts the heads onto encoders, with random initial weights.
     *
     * @param upsampledSide see {@link #upsampledSide(ImageEncoder)}
     */
    DualEncoder build(ImageEncoder image, TextEncoder text, int upsampledSide);

    /** Pixels to which a ResNet's images are enlarged on the way in (299 in the official code), 0 if they are not. */
    int resNetSide();

    /** How many layers of a pre-trained BERT are kept, counted from the embeddings; 0 keeps all. */
    default int textLayers() {
        return 0;
    }

    /** The preset's own choice for an encoder: transformers take images as they are. */
    default int upsampledSide(ImageEncoder image) {
        return image instanceof ResNet ? resNetSide() : 0;
    }

    /**
     * ConVIRT with plain heads.
     *
     * @param output size of the joint space
     * @param frozenTextLayers first layers of BERT that are not trained; at most half of a shallower one
     * @param textTrained false cuts off the whole text side
     */
    record PlainConvirt(long output, int frozenTextLayers, boolean textTrained, int resNetSide)
            implements ModelSettings {
        @Override
        public DualEncoder build(ImageEncoder image, TextEncoder text, int upsampledSide) {
            Heads heads = new Heads(
                    ProjectionHead.plain(image.globalSize(), image.globalSize(), output),
                    ProjectionHead.plain(text.size(), text.size(), output));
            ConvirtEncoder encoder = new ConvirtEncoder(image, text, heads, Pooling.MEAN, upsampledSide);
            if (text instanceof Bert bert) {
                int layers = bert.config().layers();
                bert.setTrainable(layers > frozenTextLayers ? frozenTextLayers : layers / 2, false);
            }
            if (!textTrained) {
                encoder.freezeText();
            }
            return encoder;
        }
    }

    /** ConVIRT with MGCA's heads and [CLS]. */
    record NormalizedConvirt(HeadSizes sizes, int resNetSide) implements ModelSettings {
        @Override
        public DualEncoder build(ImageEncoder image, TextEncoder text, int upsampledSide) {
            Heads heads = new Heads(
                    ProjectionHead.normalized(image.globalSize(), sizes.hidden(), sizes.output()),
                    ProjectionHead.normalized(text.size(), sizes.hidden(), sizes.output()));
            return new ConvirtEncoder(image, text, heads, Pooling.CLS, upsampledSide);
        }

        @Override
        public int textLayers() {
            return MGCA_TEXT_LAYERS;
        }
    }

    /** GLoRIA's linear projections. */
    record GloriaModel(int resNetSide) implements ModelSettings {
        @Override
        public DualEncoder build(ImageEncoder image, TextEncoder text, int upsampledSide) {
            return new GloriaEncoder(image, text, upsampledSide);
        }
    }

    /** MGCA's four heads. */
    record MgcaModel(HeadSizes sizes, WordAttention wordAttention, int resNetSide) implements ModelSettings {
        @Override
        public DualEncoder build(ImageEncoder image, TextEncoder text, int upsampledSide) {
            return new MgcaEncoder(image, text, sizes, wordAttention, upsampledSide);
        }

        @Override
        public int textLayers() {
            return MGCA_TEXT_LAYERS;
        }
    }
}
