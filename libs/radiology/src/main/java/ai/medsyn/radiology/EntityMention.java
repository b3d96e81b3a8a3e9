package ai.medsyn.radiology;

/**
 * One entity at one place of a report, with the reason why it was read so.
 *
 * <p>The category follows from what is said: {@code pleural effusion} stated is a DISEASE, denied it is a NON_DISEASE;
 * {@code opacity} stated is an ABNORMALITY, denied a NON_ABNORMALITY. A hedged finding counts as stated.
 *
 * @param entity what is mentioned, in the category that follows from the certainty
 * @param certainty stated, denied or hedged
 * @param attributes side, severity and zone, as far as the text gives them
 * @param detail comparison, size and number, as far as the text gives them
 * @param span where it stands in the text
 * @param evidence phrase, trigger and rule
 */
public record EntityMention(
        Entity entity, Certainty certainty, Attributes attributes, Detail detail, Span span, Evidence evidence) {

    /** A mention without comparison, size or number. */
    public EntityMention(Entity entity, Certainty certainty, Attributes attributes, Span span, Evidence evidence) {
        this(entity, certainty, attributes, Detail.NONE, span, evidence);
    }

    /** Canonical name of the concept, the same whether it is stated or denied. */
    public String concept() {
        return entity.name();
    }

    /** True for a clinical concept that the report says is or may be there. */
    public boolean present() {
        return certainty != Certainty.NEGATED && entity.category().clinical();
    }
}
