package ai.medsyn.vision.objectives;

import ai.medsyn.vision.tensor.Tensor;

/** How well images and reports of a batch find each other. */
public final class Retrieval {
    private Retrieval() {}

    /**
     * Share of rows whose partner is among the k most similar columns, mean of both directions, in 0..1. Chance is k / B. Ties
     * count against the partner, so collapsed embeddings score 0.
     *
     * @param similarities [B, B], partners on the diagonal
     * @param k at least 1
     */
    public static double recallAt(Tensor similarities, int k) {
        return (hits(similarities, k) + hits(similarities.transpose(0, 1), k)) / 2;
    }

    /** Cosine similarities [B, B] of the rows of two matrices [B, D]. */
    public static Tensor similarities(Tensor images, Tensor texts) {
        return images.detach().normalized(1).matmul(texts.detach().normalized(1).transpose(0, 1));
    }

    private static double hits(Tensor similarities, int k) {
        Tensor own = similarities.diagonal().unsqueeze(1); // [B, 1]
        // as good as the own one or better, without the own one itself
        Tensor better = similarities
                .lessThan(own)
                .equalTo(0)
                .to(similarities.dtype())
                .sum(1)
                .minus(1); // [B]
        return better.lessThan(k).to(similarities.dtype()).mean().item();
    }
}
