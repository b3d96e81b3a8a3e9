package ai.medsyn.radiology.readers;

/** The section that a prompt was taken from. */
public enum PromptSource {
    IMPRESSION,
    FINDINGS
}
