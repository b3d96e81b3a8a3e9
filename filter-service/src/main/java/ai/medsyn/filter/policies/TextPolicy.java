package ai.medsyn.filter.policies;

/** A question about the report, answered from its text alone. */
public non-sealed interface TextPolicy extends Policy {

    /** The number that the threshold applies to, finite. */
    double measure(TextEvidence text);
}
