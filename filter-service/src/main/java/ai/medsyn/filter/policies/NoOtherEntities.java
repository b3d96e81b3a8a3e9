package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/** A report must say nothing that was not sampled for it: what a writer invents escapes the balance (arXiv 2410.13523). */
final class NoOtherEntities implements TextPolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "no-other-entities",
            Subject.TEXT,
            "entities that the extractor finds in the report and nobody requested; 0 where none were requested",
            "the report says more than was requested",
            new Limit(Comparison.AT_MOST, 0, 0, 1000, "entities"));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public double measure(TextEvidence text) {
        return text.entities().extra().size();
    }
}
