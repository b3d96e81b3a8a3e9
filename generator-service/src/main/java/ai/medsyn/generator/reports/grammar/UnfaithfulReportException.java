package ai.medsyn.generator.reports.grammar;

import ai.medsyn.radiology.EntitySet;

/** A writer did not manage to say exactly what was requested. */
public final class UnfaithfulReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient EntitySet.Difference difference;

    UnfaithfulReportException(String writer, int attempts, EntitySet.Difference difference) {
        super("after " + attempts + " attempts the report of " + writer + " still departs from the requested entities:"
                + " missing " + difference.missing() + ", extra " + difference.extra()
                + "; change the entities or the writer");
        this.difference = difference;
    }

    /** What the last attempt missed and what it said too much. */
    public EntitySet.Difference difference() {
        return difference;
    }
}
