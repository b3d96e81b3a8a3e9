package ai.medsyn.vision.training;

import java.util.Map;

/** Told by the loop what happens; of all processes of a group only rank 0 tells. */
public interface TrainingObserver {

    /**
     * A step of training.
     *
     * @param step optimiser steps done, from 1
     * @param loss of the global batch
     * @param terms of the loss, and {@code gradient_norm} before clipping
     * @param samplesPerSecond over all processes since the report before
     * @param dataWait fraction of that time spent waiting for data
     */
    record StepReport(
            int step,
            int epoch,
            double loss,
            Map<String, Double> terms,
            double learningRate,
            double samplesPerSecond,
            double dataWait) {}

    /**
     * A validation.
     *
     * @param loss what should fall: the mean loss over what is held out, or what a {@link Learner} puts in its place
     * @param recall share of pairs whose partner is among the k most similar, by k, mean of both directions; empty where no pairs are learnt
     * @param pairs how many were looked at; chance of recall is k / pairs
     * @param pValues share of random pairings that do as well, by k
     */
    record ValidationReport(
            int step, int epoch, double loss, Map<Integer, Double> recall, int pairs, Map<Integer, Double> pValues) {

        /** Where no pairs are learnt. */
        public ValidationReport(int step, int epoch, double loss, int pairs) {
            this(step, epoch, loss, Map.of(), pairs, Map.of());
        }
    }

    /** After every step, before anything else is told about it. May throw to stop the run; it goes on later from its last checkpoint. */
    void progress(int step, int steps);

    void stepped(StepReport report);

    void validated(ValidationReport report);

    void checkpointed(CheckpointStore.Description checkpoint);
}
