package ai.medsyn.radiology;

/** How a finding compares with an earlier study, as far as the report says. */
public enum Course {
    UNSPECIFIED,
    /** {@code new}, {@code has developed}. */
    NEW,
    /** {@code unchanged}, {@code stable}, {@code no significant change in}, {@code again seen}. */
    STABLE,
    /** {@code decreased}, {@code improving}, {@code partially cleared}. */
    IMPROVED,
    /** {@code has increased}, {@code worsening}, {@code enlarging}. */
    WORSENED,
    /** {@code resolved}, {@code no longer seen}, {@code removed}: a finding that was there and is not. */
    RESOLVED
}
