package ai.medsyn.vision.objectives;

import ai.medsyn.vision.tensor.Tensor;

/** Spreads the rows of a batch evenly over prototypes (Cuturi, 2013; as in SwAV and MGCA). */
final class Sinkhorn {
    private Sinkhorn() {}

    /**
     * @param scores [B, K], similarity to each prototype
     * @param epsilon smoothness: scores are divided by it
     * @param iterations alternating normalisations of prototypes and rows
     * @return [B, K], rows sum to 1, columns to about B / K
     */
    static Tensor assign(Tensor scores, double epsilon, int iterations) {
        Tensor q = scores.dividedBy(epsilon).exp();
        q = q.dividedBy(q.sum());
        double rows = q.size(0);
        double prototypes = q.size(1);
        for (int i = 0; i < iterations; i++) {
            q = q.dividedBy(q.sumKeeping(0)).dividedBy(prototypes);
            q = q.dividedBy(q.sumKeeping(1)).dividedBy(rows);
        }
        return q.dividedBy(q.sumKeeping(1));
    }
}
