package ai.medsyn.radiology;

/** Degree or size of a finding; the words of both scales (mild and small, severe and large) fall together. */
public enum Severity {
    UNSPECIFIED,
    MILD,
    MODERATE,
    SEVERE
}
