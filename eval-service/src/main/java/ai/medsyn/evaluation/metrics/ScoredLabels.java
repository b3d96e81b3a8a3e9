package ai.medsyn.evaluation.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores of one binary question beside its true answers: the input of every classification metric.
 *
 * @param positive true answers, one a case
 * @param scores as many finite scores; larger means more positive, any scale
 */
public record ScoredLabels(boolean[] positive, double[] scores) {

    /** @throws MetricUndefined if lengths differ or a score is not a number */
    public ScoredLabels {
        if (positive.length != scores.length) {
            throw new MetricUndefined(
                    "expected one score a case, found " + scores.length + " scores for " + positive.length + " cases");
        }
        long broken =
                Arrays.stream(scores).filter(score -> !Double.isFinite(score)).count();
        if (broken > 0) {
            throw new MetricUndefined("expected finite scores, found " + broken + " of " + scores.length
                    + " that are NaN or infinite; leave those cases out and count them, or look at the model");
        }
        positive = positive.clone();
        scores = scores.clone();
    }

    public int count() {
        return scores.length;
    }

    public int positives() {
        return (int) IntStream.range(0, count()).filter(i -> positive[i]).count();
    }

    public int negatives() {
        return count() - positives();
    }

    /** The cases at these indices, which may repeat (as a bootstrap draws them). */
    public ScoredLabels at(int[] indices) {
        boolean[] chosen = new boolean[indices.length];
        double[] chosenScores = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            chosen[i] = positive[indices[i]];
            chosenScores[i] = scores[indices[i]];
        }
        return new ScoredLabels(chosen, chosenScores);
    }

    /** @throws MetricUndefined if all answers are the same */
    void requireBothClasses(String metric) {
        if (positives() == 0 || negatives() == 0) {
            throw new MetricUndefined(metric + " needs positive and negative cases, found " + positives()
                    + " positive and " + negatives() + " negative");
        }
    }

    /** Indices by falling score; ties in the order of the cases. */
    int[] byFallingScore() {
        return IntStream.range(0, count())
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
