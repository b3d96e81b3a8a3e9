package ai.medsyn.vision.training;

import ai.medsyn.vision.data.Augmentation;
import ai.medsyn.vision.data.Fit;
import ai.medsyn.vision.data.ShardSettings;
import ai.medsyn.vision.data.TextRule;
import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.presets.Optimization;
import ai.medsyn.vision.presets.Preset;
import ai.medsyn.vision.presets.ViewSettings;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a preset that a request may change, with the preset's own as defaults.
 *
 * @param batchSize pairs per optimiser step over all processes
 * @param accumulation parts that a batch is computed in
 * @param learningRate at its peak
 * @param weightDecay strength
 * @param clipNorm largest length of the gradient; 0 for no clipping
 * @param warmUp fraction of the steps that warm up, before half a cosine; null for the preset's own schedule
 * @param bfloat16 whether matrix products and convolutions run in bfloat16
 * @param imageSize side of the stored images
 * @param cropSize side of what is cut from them
 * @param enlargedSize side to which a ResNet's images are enlarged; 0 for none, null for the preset's own
 * @param maxTokens word pieces per text
 * @param refuseLongTexts whether longer texts are an error; they are cut otherwise
 * @param freezeText whether the text encoder keeps its weights; its head is trained all the same
 * @param validateEvery steps between validations; 0 for once per epoch
 * @param checkpointEvery steps between checkpoints; 0 for once per epoch
 * @param reportEvery steps between metrics
 * @param patience validations without improvement after which the run ends; 0 to go on
 */
public record Recipe(
        int batchSize,
        int accumulation,
        double learningRate,
        double weightDecay,
        double clipNorm,
        @Nullable Double warmUp,
        boolean bfloat16,
        int imageSize,
        int cropSize,
        @Nullable Integer enlargedSize,
        int maxTokens,
        boolean refuseLongTexts,
        boolean freezeText,
        int validateEvery,
        int checkpointEvery,
        int reportEvery,
        int patience) {

    /** Lowest learning rate of a schedule that a request asked for; MGCA's. */
    private static final double LOWEST = 1e-8;

    public static Recipe of(Preset preset) {
        Optimization optimization = preset.optimization();
        return new Recipe(
                preset.budget().batchSize(),
                1,
                optimization.learningRate(),
                optimization.weightDecay(),
                Double.isInfinite(optimization.clip()) ? 0 : optimization.clip(),
                null,
                false,
                preset.views().stored().side(),
                preset.views().crop(),
                null,
                preset.views().text().tokens(),
                false,
                false,
                0,
                0,
                1,
                preset.budget().earlyStopping());
    }

    Optimization optimization(Preset preset) {
        Optimization own = preset.optimization();
        return new Optimization(
                own.algorithm(),
                learningRate,
                weightDecay,
                clipNorm == 0 ? Double.POSITIVE_INFINITY : clipNorm,
                warmUp == null ? own.schedule() : new Optimization.Schedule.WarmUpCosine(warmUp, LOWEST));
    }

    int enlargedSide(Preset preset, ImageEncoder image) {
        return enlargedSize == null ? preset.method().model().upsampledSide(image) : enlargedSize;
    }

    /** How pairs are stored for this recipe. */
    public ShardSettings shards(Preset preset) {
        return new ShardSettings(
                imageSize,
                preset.views().stored().keepAspect() ? Fit.PAD : Fit.STRETCH,
                textRule(preset),
                maxTokens,
                refuseLongTexts ? ShardSettings.LongTexts.REFUSE : ShardSettings.LongTexts.TRUNCATE);
    }

    /** How stored images are varied. */
    public Augmentation augmentation(Preset preset) {
        ViewSettings views = preset.views();
        return new Augmentation(
                views.resizedCrop() == 1 ? new Augmentation.Window() : new Augmentation.Resized(views.resizedCrop()),
                cropSize,
                views.flip());
    }

    private static TextRule textRule(Preset preset) {
        return switch (preset.views().text().unit()) {
            case SENTENCE -> TextRule.SENTENCES;
            case IMPRESSION_SENTENCE -> TextRule.IMPRESSION_SENTENCES;
            case REPORT -> TextRule.REPORT;
        };
    }
}
