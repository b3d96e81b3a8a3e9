package ai.medsyn.radiology;

/** How a report speaks about an entity. */
public enum Certainty {
    /** Stated as present, for example {@code small left effusion}. */
    POSITIVE,
    /** Stated as absent, for example {@code no effusion}. */
    NEGATED,
    /** Stated with a hedge, for example {@code possible effusion}. */
    UNCERTAIN
}
