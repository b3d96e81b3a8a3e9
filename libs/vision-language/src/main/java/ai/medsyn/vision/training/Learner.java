package ai.medsyn.vision.training;

import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.optimizers.Optimizer;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.training.TrainingObserver.ValidationReport;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/**
 * What a {@link TrainingLoop} trains, and on what: weights, an optimiser that moves them, a loss for batch after batch, and a measure on what is held
 * out. Pre-training is one ({@link PairLearner}), a head on a frozen encoder another.
 */
public interface Learner {

    /** Everything that a checkpoint must hold to rebuild the network: parameters and buffers by name. */
    Map<String, Tensor> weights();

    /**
     * Restores what {@link #weights} gave.
     *
     * @throws ai.medsyn.vision.layers.WeightMismatchException listing everything that does not fit
     */
    void load(Map<String, Tensor> weights);

    Optimizer optimizer();

    /** What the optimiser moves. */
    Collection<Tensor> parameters();

    /** Switches between learning and being looked at. */
    void train(boolean on);

    /**
     * Optimiser steps per pass through the data, at least 1.
     *
     * @throws IllegalArgumentException if the data do not fill one batch
     */
    int stepsPerEpoch();

    /** The same of the first part of the data alone, for {@link Budget.Unit#EQUAL_STEPS}. */
    default int stepsPerEpochOfFirst() {
        return stepsPerEpoch();
    }

    /**
     * Starts to make batches.
     *
     * @param first number of the batch that is asked for first, counted over all epochs from 0; what a batch holds depends on its number and the
     *     run's seed only
     */
    Lessons lessons(long first);

    /** Called when the backward pass of a lesson is over. */
    default void backwardDone() {}

    /**
     * Called when all lessons of a step are over, before gradients are clipped.
     *
     * @param epoch counted from 0
     */
    default void gradientsDone(int epoch) {}

    /** Whether something is held out to be measured on. */
    boolean validates();

    /** Measures on what is held out; the report's loss decides which checkpoint is the best one. */
    ValidationReport validate(int step, int epoch) throws IOException;

    /** Batches, made ahead or when they are asked for. */
    interface Lessons extends AutoCloseable {

        /** The loss of the next batch, with a graph. */
        Lesson next() throws IOException, InterruptedException;

        /** How long {@link #next} has waited for data since the last call of this. */
        long takeWaitedNanos();

        @Override
        void close();
    }

    /**
     * What one batch teaches.
     *
     * @param collapsed whether the network says the same of everything in it
     */
    record Lesson(LossTerms loss, boolean collapsed) {}
}
