package ai.medsyn.vision.training;

import ai.medsyn.vision.presets.Optimization.Schedule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a run is, besides its tensors; part of every checkpoint.
 *
 * @param step optimiser steps done
 * @param bestLoss lowest validation loss so far; infinite before the first
 * @param sinceBest validations since then
 * @param sinceReduction validations without improvement since the learning rate was last reduced
 * @param reductions of the learning rate by {@link Schedule.ReduceOnPlateau}
 * @param collapsed steps in a row whose embeddings were all alike
 */
record TrainerState(int step, double bestLoss, int sinceBest, int sinceReduction, int reductions, int collapsed) {

    static final TrainerState START = new TrainerState(0, Double.POSITIVE_INFINITY, 0, 0, 0, 0);

    TrainerState advanced(boolean alike) {
        return new TrainerState(step + 1, bestLoss, sinceBest, sinceReduction, reductions, alike ? collapsed + 1 : 0);
    }

    boolean improvedBy(double validationLoss) {
        return validationLoss < bestLoss;
    }

    TrainerState validated(double loss, Schedule schedule) {
        if (improvedBy(loss)) {
            return new TrainerState(step, loss, 0, 0, reductions, collapsed);
        }
        boolean reduce =
                schedule instanceof Schedule.ReduceOnPlateau plateau && sinceReduction + 1 > plateau.patience();
        return new TrainerState(
                step,
                bestLoss,
                sinceBest + 1,
                reduce ? 0 : sinceReduction + 1,
                reductions + (reduce ? 1 : 0),
                collapsed);
    }

    /** As texts that are read back exactly. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("step", Integer.toString(step));
        texts.put("best_loss", Double.toString(bestLoss));
        texts.put("since_best", Integer.toString(sinceBest));
        texts.put("since_reduction", Integer.toString(sinceReduction));
        texts.put("reductions", Integer.toString(reductions));
        texts.put("collapsed", Integer.toString(collapsed));
        return texts;
    }

    static TrainerState of(Map<String, String> texts) {
        return new TrainerState(
                Integer.parseInt(text(texts, "step")),
                Double.parseDouble(text(texts, "best_loss")),
                Integer.parseInt(text(texts, "since_best")),
                Integer.parseInt(text(texts, "since_reduction")),
                Integer.parseInt(text(texts, "reductions")),
                Integer.parseInt(text(texts, "collapsed")));
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("expected a trainer's state with " + name + ", found " + texts.keySet());
        }
        return text;
    }
}
