package ai.medsyn.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * A classifier at work: scores at or above the threshold are called positive.
 *
 * @param threshold on the scale of the scores
 * @param truePositives positive cases called positive
 * @param falsePositives negative cases called positive
 * @param trueNegatives negative cases called negative
 * @param falseNegatives positive cases called negative
 */
public record Operation(
        double threshold, long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

    /** Counts at one threshold. */
    public static Operation at(double threshold, ScoredLabels cases) {
        long hits = 0;
        long alarms = 0;
        for (int i = 0; i < cases.count(); i++) {
            if (cases.scores()[i] >= threshold) {
                hits += cases.positive()[i] ? 1 : 0;
                alarms += cases.positive()[i] ? 0 : 1;
            }
        }
        return new Operation(threshold, hits, alarms, cases.negatives() - alarms, cases.positives() - hits);
    }

    /** Counts at every distinct score, thresholds falling. */
    static List<Operation> allOf(ScoredLabels cases) {
        List<Operation> operations = new ArrayList<>();
        int[] order = cases.byFallingScore();
        long positives = cases.positives();
        long negatives = cases.negatives();
        long hits = 0;
        for (int k = 0; k < order.length; k++) {
            hits += cases.positive()[order[k]] ? 1 : 0;
            double score = cases.scores()[order[k]];
            if (k + 1 == order.length || cases.scores()[order[k + 1]] != score) {
                long alarms = k + 1 - hits;
                operations.add(new Operation(score, hits, alarms, negatives - alarms, positives - hits));
            }
        }
        return operations;
    }

    public double accuracy() {
        return (double) (truePositives + trueNegatives) / count();
    }

    /** TP / (TP + FP); 0 if nothing was called positive. */
    public double precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    /** TP / (TP + FN), also sensitivity; 0 if there is no positive case. */
    public double recall() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    /** TN / (TN + FP); 0 if there is no negative case. */
    public double specificity() {
        return ratio(trueNegatives, trueNegatives + falsePositives);
    }

    /** Harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN). */
    public double f1() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    /** Matthews correlation, -1..1; 0 if a row or column of the table is empty. */
    public double mcc() {
        double rows = (double) (truePositives + falseNegatives) * (trueNegatives + falsePositives);
        double columns = (double) (truePositives + falsePositives) * (trueNegatives + falseNegatives);
        double covariance = (double) truePositives * trueNegatives - (double) falsePositives * falseNegatives;
        return rows == 0 || columns == 0 ? 0 : covariance / (Math.sqrt(rows) * Math.sqrt(columns));
    }

    /** Cohen's kappa: agreement beyond what the two margins give by chance; 0 if chance alone agrees fully. */
    public double kappa() {
        double total = count();
        double chance = ((double) (truePositives + falsePositives) * (truePositives + falseNegatives)
                        + (double) (trueNegatives + falseNegatives) * (trueNegatives + falsePositives))
                / (total * total);
        return chance == 1 ? 0 : (accuracy() - chance) / (1 - chance);
    }

    private long count() {
        return truePositives + falsePositives + trueNegatives + falseNegatives;
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
