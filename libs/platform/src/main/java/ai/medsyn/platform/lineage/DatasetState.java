package ai.medsyn.platform.lineage;

/** The life of a dataset version. */
public enum DatasetState {
    BUILDING,
    /** Immutable: the database refuses changes. */
    SEALED,
    FAILED
}
