package ai.medsyn.radiology;

/** What sort of thing a concept of the lexicon is; together with the certainty it gives the entity's category. */
public enum ConceptKind {
    DISEASE(EntityCategory.DISEASE, EntityCategory.NON_DISEASE),
    ABNORMALITY(EntityCategory.ABNORMALITY, EntityCategory.NON_ABNORMALITY),
    /** Tubes, lines, implants and clips: not part of the patient, so their presence is an ABNORMALITY. */
    DEVICE(EntityCategory.ABNORMALITY, EntityCategory.NON_ABNORMALITY),
    /** A statement of normality such as {@code clear lungs}; there is no entity for its denial. */
    NORMAL(EntityCategory.NON_ABNORMALITY, EntityCategory.NON_ABNORMALITY),
    ANATOMY(EntityCategory.ANATOMY, EntityCategory.ANATOMY);

    private final EntityCategory stated;
    private final EntityCategory denied;

    ConceptKind(EntityCategory stated, EntityCategory denied) {
        this.stated = stated;
        this.denied = denied;
    }

    /** Category of the entity when the concept is stated (or hedged). */
    public EntityCategory stated() {
        return stated;
    }

    /** Category of the entity when the concept is denied. */
    public EntityCategory denied() {
        return denied;
    }
}
