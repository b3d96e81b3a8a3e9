package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/** A data set promises one size; a generator that drew another one was set up wrongly. */
final class ImageSize implements ImagePolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "image-size",
            Subject.IMAGE,
            "largest difference between the width or height and the requested one",
            "the image has another size than requested",
            new Limit(Comparison.AT_MOST, 0, 0, 65_535, "pixels"));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public double measure(ImageEvidence image) {
        return image.sizeDifference();
    }
}
