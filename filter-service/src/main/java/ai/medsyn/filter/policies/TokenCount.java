package ai.medsyn.filter.policies;

import ai.medsyn.filter.policies.PolicyCard.Subject;

/** A prompt of one or two words conditions an image on next to nothing: the papers drop it (arXiv 2310.07027, 2410.13523). */
final class TokenCount implements TextPolicy {

    private static final PolicyCard CARD = new PolicyCard(
            "token-count",
            Subject.TEXT,
            "word tokens of the section that conditions the image",
            "the prompt is too short",
            new Limit(Comparison.AT_LEAST, 3, 0, 1000, "tokens"));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public double measure(TextEvidence text) {
        return text.tokens();
    }
}
