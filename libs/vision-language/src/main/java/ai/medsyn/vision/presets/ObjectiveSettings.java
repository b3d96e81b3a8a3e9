package ai.medsyn.vision.presets;

import ai.medsyn.vision.encoders.VisionTransformer;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.objectives.Gloria;
import ai.medsyn.vision.objectives.InfoNce;
import ai.medsyn.vision.objectives.Mgca;
import ai.medsyn.vision.objectives.Objective;

/** What is minimised. */
public sealed interface ObjectiveSettings {

    /** The objective for a model, with random initial prototypes where it has some. */
    Objective build(DualEncoder model);

    /** See {@link InfoNce}. */
    record Contrastive(double temperature, double imageToTextWeight, double textToImageWeight)
            implements ObjectiveSettings {
        @Override
        public Objective build(DualEncoder model) {
            return new InfoNce(temperature, imageToTextWeight, textToImageWeight);
        }
    }

    /** See {@link Gloria}. */
    record GlobalLocal(Gloria.Temperatures temperatures, double globalWeight, double localWeight)
            implements ObjectiveSettings {
        @Override
        public Objective build(DualEncoder model) {
            return new Gloria(temperatures, globalWeight, localWeight);
        }
    }

    /**
     * See {@link Mgca}.
     *
     * @param size of the joint space
     * @param prototypes how many
     * @param alwaysNormalizeContext false repeats the official code, which does not with a vision transformer
     */
    record MultiGranularity(
            Mgca.Settings settings, Mgca.Weights weights, long size, long prototypes, boolean alwaysNormalizeContext)
            implements ObjectiveSettings {
        @Override
        public Objective build(DualEncoder model) {
            boolean transformer = model.imageEncoder() instanceof VisionTransformer;
            Mgca.Details details = new Mgca.Details(alwaysNormalizeContext || !transformer, 1);
            return new Mgca(settings, weights, details, Mgca.initialPrototypes(prototypes, size));
        }
    }
}
