package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/** What was sampled must stand in the prompt, or neither image nor balance of the sampling has it (arXiv 2410.13523). */
final class EntitiesPresent implements TextPolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "entities-present",
            Subject.TEXT,
            "requested entities that the extractor does not find in the section that conditions the image; 0 where none were requested",
            "requested entities are missing from the prompt",
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
