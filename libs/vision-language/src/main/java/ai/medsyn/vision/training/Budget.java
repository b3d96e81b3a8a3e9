package ai.medsyn.vision.training;

/**
 * How long a run trains. To compare datasets of different sizes fairly, decide what is to be equal: EPOCHS shows every pair equally often and
 * takes more steps for more data; EQUAL_STEPS takes the steps that one of the datasets alone would take, whatever is mixed to it.
 *
 * @param amount how many, at least 1
 */
public record Budget(Unit unit, int amount) {

    /** What is counted. */
    public enum Unit {
        /** Optimiser steps. */
        STEPS,
        /** Times through the mix. */
        EPOCHS,
        /** As many steps as so many epochs of the first dataset alone. */
        EQUAL_STEPS
    }

    public Budget {
        if (amount < 1) {
            throw new IllegalArgumentException("expected a budget of at least 1, found " + amount);
        }
    }

    /**
     * Optimiser steps of the run.
     *
     * @param stepsPerEpoch of the mix
     * @param stepsPerEpochOfFirst of the first dataset alone
     */
    int steps(int stepsPerEpoch, int stepsPerEpochOfFirst) {
        return switch (unit) {
            case STEPS -> amount;
            case EPOCHS -> Math.multiplyExact(amount, stepsPerEpoch);
            case EQUAL_STEPS -> Math.multiplyExact(amount, stepsPerEpochOfFirst);
        };
    }
}
