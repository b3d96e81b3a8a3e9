package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.runs.HeadTraining.Overrides;
import ai.medsyn.vision.presets.Optimization;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.training.Budget;
import ai.medsyn.vision.training.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a head's training.
 *
 * @param epochs at most
 * @param patience epochs without a better validation after which it ends; 0 to go on
 * @param batchSize films per step; fewer where there are fewer
 * @param learningRate of AdamW, constant
 * @param weightDecay of AdamW
 * @param imageSize side of the films in pixels; 0 for the encoder's own
 */
record HeadNumbers(int epochs, int patience, int batchSize, double learningRate, double weightDecay, int imageSize) {

    /** Linear classification: ssl_finetuner.py and its scripts. */
    static final HeadNumbers LINEAR = new HeadNumbers(50, 10, 48, 5e-4, 1e-6, 0);

    /** Segmentation: mgca_segmenter.py and its scripts for SIIM. */
    static final HeadNumbers SEGMENTATION = new HeadNumbers(50, 10, 8, 5e-4, 0.05, 224);

    private static final HeadNumbers DETECTION = new HeadNumbers(50, 10, 16, 5e-4, 1e-6, 224);
    private static final double FEW = 0.01;

    /** Detection: mgca_detector.py and its scripts for RSNA, which go slower where there is little to learn from. */
    static HeadNumbers detection(double fraction) {
        return fraction > FEW
                ? DETECTION
                : new HeadNumbers(DETECTION.epochs, DETECTION.patience, 8, 2e-4, DETECTION.weightDecay, 224);
    }

    HeadNumbers with(@Nullable Overrides overrides) {
        return overrides == null
                ? this
                : new HeadNumbers(
                        or(overrides.epochs(), epochs),
                        or(overrides.patience(), patience),
                        or(overrides.batchSize(), batchSize),
                        or(overrides.learningRate(), learningRate),
                        or(overrides.weightDecay(), weightDecay),
                        or(overrides.imageSize(), imageSize));
    }

    private static <T> T or(@Nullable T chosen, T otherwise) {
        return chosen == null ? otherwise : chosen;
    }

    /** A batch is at most all films: 1 % of few films is less than one batch. */
    int batchOf(int films) {
        return Math.min(batchSize, films);
    }

    /** How the loop runs: AdamW at a constant rate, a look at the validation films after every epoch. */
    LoopSettings loop(long seed, int films, Device device) {
        Optimization optimization = new Optimization(
                new Optimization.Algorithm(Optimization.Algorithm.Kind.ADAMW, 0.9, 0.999),
                learningRate,
                weightDecay,
                Double.POSITIVE_INFINITY,
                new Optimization.Schedule.ConstantThenCosine(epochs));
        return new LoopSettings(
                seed,
                new Budget(Budget.Unit.EPOCHS, epochs),
                new LoopSettings.Step(batchOf(films), 1, optimization, false),
                new LoopSettings.Rhythm(Integer.MAX_VALUE, 0, 0, patience),
                device,
                1);
    }
}
