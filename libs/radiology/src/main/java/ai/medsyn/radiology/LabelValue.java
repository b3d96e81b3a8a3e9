package ai.medsyn.radiology;

/** What a report says about one label; a label that it does not mention has no value. */
public enum LabelValue {
    POSITIVE,
    NEGATIVE,
    UNCERTAIN
}
