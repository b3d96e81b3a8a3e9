package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/** Edges of ribs and vessels make the Laplacian vary; where it does not, the image is blurred. */
final class ImageBlur implements ImagePolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "image-blur",
            Subject.IMAGE,
            "variance of the Laplacian at 256 pixels",
            "the image is blurred",
            new Limit(Comparison.AT_LEAST, 10, 0, 100_000, "squared gray levels"));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public double measure(ImageEvidence image) {
        return image.measures().sharpness();
    }
}
