package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;
import ai.medsyn.imaging.Fingerprint;

/** A generator that draws the same picture again has collapsed, or was given the same seed twice. */
final class NearDuplicateImage implements NearDuplicatePolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "near-duplicate-image",
            Subject.IMAGE,
            "differing bits between this image's difference hash and that of the nearest earlier accepted image; "
                    + Fingerprint.BITS + " where there is none",
            "an earlier accepted image looks the same",
            new Limit(Comparison.AT_LEAST, 6, 0, Fingerprint.BITS, "bits"));

    @Override
    public PolicyCard card() {
        return CARD;
    }
}
