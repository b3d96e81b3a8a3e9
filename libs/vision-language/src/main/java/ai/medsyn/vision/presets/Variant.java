package ai.medsyn.vision.presets;

/** How a preset treats defects of the code it is named after. */
public enum Variant {
    /** As the official code runs. */
    FAITHFUL,
    /** As the paper describes it. */
    CORRECTED
}
