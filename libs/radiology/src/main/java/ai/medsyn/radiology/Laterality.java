package ai.medsyn.radiology;

/** The patient's side on which a finding lies. */
public enum Laterality {
    UNSPECIFIED,
    LEFT,
    RIGHT,
    BILATERAL;

    /** The side of something that lies on both of the given sides. */
    Laterality and(Laterality other) {
        if (this == UNSPECIFIED || this == other) {
            return other;
        }
        return other == UNSPECIFIED ? this : BILATERAL;
    }
}
