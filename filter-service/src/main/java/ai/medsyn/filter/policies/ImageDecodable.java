package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/**
 * Bytes that are no image have no pixels to measure, and what a generator stored in place of an image that it could not draw has none worth measuring: this
 * policy alone judges them, and its threshold cannot be lowered.
 */
public final class ImageDecodable implements Policy {

    private static final PolicyCard CARD = new PolicyCard(
            "image-decodable",
            Subject.IMAGE,
            "1 for a complete PNG or JPEG, 0 for anything else and where the generator gave no usable image",
            "there is no image: it cannot be decoded, or its generator gave none that is usable",
            new Limit(Comparison.AT_LEAST, 1, 1, 1, ""));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    /** The number that the threshold applies to. */
    public double measure(boolean decodable) {
        return decodable ? 1 : 0;
    }
}
