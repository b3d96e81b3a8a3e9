package ai.medsyn.vision.heads;

import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;

/**
 * The mixed loss of MGCA's segmentation: {@code alpha * focal - log(soft dice)}.
 *
 * @param alpha weight of the focal loss, 10 in the official code
 * @param gamma how much easy pixels are discounted, 2 in the official code
 */
public record SegmentationLoss(double alpha, double gamma) {
    private static final double SMOOTH = 1;

    public static final SegmentationLoss OFFICIAL = new SegmentationLoss(10, 2);

    /**
     * @param logits any shape
     * @param target same shape, 0 or 1
     * @return a scalar
     */
    public Tensor loss(Tensor logits, Tensor target) {
        return focal(logits, target).times(alpha).minus(softDice(logits, target).log());
    }

    /** mean (1 - p_t)^gamma * -log p_t, where p_t is the probability of the right answer. */
    public Tensor focal(Tensor logits, Tensor target) {
        Tensor agreement = logits.times(target.times(2).minus(1)); // logit of the right answer
        Tensor crossEntropy = Functional.logSigmoid(agreement).negate();
        Tensor discount = Functional.logSigmoid(agreement.negate()).times(gamma).exp();
        return discount.times(crossEntropy).mean();
    }

    /** (2 |P T| + 1) / (|P| + |T| + 1) over the whole batch. */
    public Tensor softDice(Tensor logits, Tensor target) {
        Tensor probability = logits.sigmoid();
        Tensor overlap = probability.times(target).sum();
        return overlap.times(2)
                .plus(SMOOTH)
                .dividedBy(probability.sum().plus(target.sum()).plus(SMOOTH));
    }
}
