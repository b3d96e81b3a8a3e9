package ai.medsyn.filter.policies;

import ai.medsyn.filter.fingerprints.TextFingerprint;
import ai.medsyn.filter.policies.PolicyCard.Subject;

/** The same statements in nearly the same words teach a model nothing new. */
final class NearDuplicateText implements NearDuplicatePolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "near-duplicate-text",
            Subject.TEXT,
            "differing bits between this report's wording and the nearest earlier accepted report that states the same; "
                    + TextFingerprint.FARTHEST + " where there is none",
            "an earlier accepted report says the same in nearly the same words",
            new Limit(Comparison.AT_LEAST, 4, 0, TextFingerprint.FARTHEST, "bits"));

    @Override
    public PolicyCard card() {
        return CARD;
    }
}
