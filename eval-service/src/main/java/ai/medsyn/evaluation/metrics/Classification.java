package ai.medsyn.evaluation.metrics;

/** Metrics of a ranking, as scikit-learn defines them; none needs a threshold. */
public final class Classification {

    private Classification() {}

    /**
     * Area under the ROC curve: the share of (positive, negative) pairs that the scores order rightly, ties counting half.
     *
     * @return 0..1, 0.5 is chance
     * @throws MetricUndefined if there is one class only
     */
    public static double rocAuc(ScoredLabels cases) {
        cases.requireBothClasses("ROC AUC");
        double rankSum = 0; // of positives, ranks from 1, tied scores share their mean rank
        double[] ranks = Ranks.ascending(cases.scores());
        for (int i = 0; i < ranks.length; i++) {
            rankSum += cases.positive()[i] ? ranks[i] : 0;
        }
        double positives = cases.positives();
        return (rankSum - positives * (positives + 1) / 2) / (positives * cases.negatives());
    }

    /**
     * Average precision: sum over distinct thresholds of (R_n - R_{n-1}) P_n, without interpolation.
     *
     * @return 0..1, the prevalence is chance
     * @throws MetricUndefined if there is no positive case
     */
    public static double averagePrecision(ScoredLabels cases) {
        if (cases.positives() == 0) {
            throw new MetricUndefined("average precision needs positive cases, found none among " + cases.count());
        }
        double sum = 0;
        double recall = 0;
        for (Operation each : Operation.allOf(cases)) {
            sum += (each.recall() - recall) * each.precision();
            recall = each.recall();
        }
        return sum;
    }

    /**
     * The operation with the largest F1 over the thresholds that occur as scores; the smallest such threshold if several are as good.
     * Chosen and reported on the same cases it is the papers' optimistic max-F1 (domain-spec 5.3); chosen on validation cases it is honest.
     *
     * @throws MetricUndefined if there is no positive case
     */
    public static Operation maxF1(ScoredLabels cases) {
        if (cases.positives() == 0) {
            throw new MetricUndefined("F1 needs positive cases, found none among " + cases.count());
        }
        Operation best = null;
        for (Operation each : Operation.allOf(cases)) { // thresholds fall, so the last of equals has the smallest
            best = best == null || each.f1() >= best.f1() ? each : best;
        }
        if (best == null) {
            throw new IllegalStateException("cases with positives have at least one threshold");
        }
        return best;
    }
}
