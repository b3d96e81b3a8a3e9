package ai.medsyn.vision.training;

import ai.medsyn.vision.presets.Optimization;
import ai.medsyn.vision.tensor.Device;

/**
 * Everything that decides a run besides model, objective and data.
 *
 * @param seed of order, augmentation and dropout
 * @param budget how long
 * @param step what one optimiser step is
 * @param rhythm how often what is looked at
 * @param device where the model lives
 * @param loaders threads that make batches
 */
public record LoopSettings(long seed, Budget budget, Step step, Rhythm rhythm, Device device, int loaders) {

    /**
     * One optimiser step.
     *
     * @param batchSize pairs per step over all processes
     * @param accumulation parts that the batch is computed in, one after the other; a part is contrasted with itself only, so this saves memory at
     *     the price of fewer negatives
     * @param optimization how parameters move
     * @param bfloat16 whether matrix products and convolutions run in bfloat16
     */
    public record Step(int batchSize, int accumulation, Optimization optimization, boolean bfloat16) {

        public Step {
            if (batchSize < 2 || accumulation < 1 || batchSize % accumulation != 0 || batchSize / accumulation < 2) {
                throw new IllegalArgumentException("expected a batch that divides into " + accumulation
                        + " parts of at least 2 pairs, found " + batchSize + " pairs");
            }
        }

        /** Pairs that are computed, and contrasted, at once. */
        public int part() {
            return batchSize / accumulation;
        }
    }

    /**
     * How often the loop looks up from its steps.
     *
     * @param report steps between reports
     * @param validate steps between validations; 0 for once per epoch
     * @param checkpoint steps between checkpoints; 0 for once per epoch
     * @param patience validations without improvement after which the run ends; 0 to go on
     */
    public record Rhythm(int report, int validate, int checkpoint, int patience) {}
}
