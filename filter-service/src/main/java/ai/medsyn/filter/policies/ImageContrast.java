package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/** A radiograph spreads over the gray scale; one that does not shows nothing. */
final class ImageContrast implements ImagePolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "image-contrast",
            Subject.IMAGE,
            "99th minus 1st percentile of the gray levels",
            "the image has too little contrast",
            new Limit(Comparison.AT_LEAST, 40, 0, 255, "gray levels"));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public double measure(ImageEvidence image) {
        return image.measures().dynamicRange();
    }
}
