package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/** A report must say all that was sampled for it, or the balance of the sampling is lost (arXiv 2410.13523). */
final class EntitiesPresent implements TextPolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "entities-present",
            Subject.TEXT,
            "requested entities that the extractor does not find in the report; 0 where none were requested",
            "requested entities are missing from the report",
            new Limit(Comparison.AT_MOST, 0, 0, 1000, "entities"));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public double measure(TextEvidence text) {
        return text.entities().missing().size();
    }
}
