package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/** Radiographs are gray: tints and coloured marks come from screenshots and from generators trained on them. */
final class ImageColour implements ImagePolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "image-colour",
            Subject.IMAGE,
            "mean over the pixels of the larger of |R - G| and |G - B|",
            "the image is coloured",
            new Limit(Comparison.AT_MOST, 2, 0, 255, "gray levels"));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public double measure(ImageEvidence image) {
        return image.measures().channelSpread();
    }
}
