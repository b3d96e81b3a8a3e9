package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/** Black frames and flat fields, as a generator gives when its numbers overflow. */
final class ImageConstant implements ImagePolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "image-constant",
            Subject.IMAGE,
            "share of the pixels that have the single most frequent gray level",
            "nearly all of the image is one gray level",
            new Limit(Comparison.AT_MOST, 0.5, 0, 1, "of the pixels"));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public double measure(ImageEvidence image) {
        return image.measures().constantFraction();
    }
}
