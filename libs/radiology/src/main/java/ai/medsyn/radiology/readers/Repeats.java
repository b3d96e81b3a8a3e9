package ai.medsyn.radiology.readers;

/** What becomes of a report whose words were there before in the same collection. */
public enum Repeats {
    /** It is kept and counted: a normal chest is worded the same way for many patients. */
    KEEP,
    /** It is dropped as {@code duplicate}: each wording conditions one image. */
    DROP
}
