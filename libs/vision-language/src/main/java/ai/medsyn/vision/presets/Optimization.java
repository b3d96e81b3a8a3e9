package ai.medsyn.vision.presets;

/**
 * How parameters move.
 *
 * @param algorithm of the optimiser
 * @param learningRate after warm-up
 * @param weightDecay strength
 * @param clip longest gradient, above 0; infinity does not clip
 * @param schedule of the learning rate
 */
public record Optimization(
        Algorithm algorithm, double learningRate, double weightDecay, double clip, Schedule schedule) {

    /** An optimiser and its betas. */
    public record Algorithm(Kind kind, double beta1, double beta2) {

        /** See {@link ai.medsyn.vision.optimizers.Adam}. */
        public enum Kind {
            ADAM,
            ADAMW
        }
    }

    /** The learning rate over time. */
    public sealed interface Schedule {

        /**
         * Cosine from the full rate down to a smallest one, after a linear rise from that one.
         *
         * @param warmUp share of all steps, in [0, 1)
         * @param lowest rate at the start of the rise and at the end
         */
        record WarmUpCosine(double warmUp, double lowest) implements Schedule {}

        /**
         * Constant, then cosine down to zero.
         *
         * @param constantEpochs epochs at the full rate
         */
        record ConstantThenCosine(int constantEpochs) implements Schedule {}

        /**
         * Multiplied by a factor whenever the validation loss has not improved.
         *
         * @param patience epochs without improvement that are tolerated
         */
        record ReduceOnPlateau(double factor, int patience) implements Schedule {}
    }
}
