package ai.medsyn.radiology;

/** What a report says about a finding beyond its presence. Whatever it leaves open is UNSPECIFIED. */
public record Attributes(Laterality laterality, Severity severity, Zone zone) {

    /** Nothing said. */
    public static final Attributes NONE =
            new Attributes(Laterality.UNSPECIFIED, Severity.UNSPECIFIED, Zone.UNSPECIFIED);
}
