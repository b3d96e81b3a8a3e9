package ai.medsyn.radiology;

/** Where in the chest a finding lies, apart from its side. */
public enum Zone {
    UNSPECIFIED,
    APICAL,
    UPPER,
    MIDDLE,
    LOWER,
    BASILAR,
    PERIHILAR,
    RETROCARDIAC,
    PERIPHERAL,
    DIFFUSE
}
