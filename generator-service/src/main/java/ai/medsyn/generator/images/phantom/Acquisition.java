package ai.medsyn.generator.images.phantom;

/** How the film was taken: upright PA in the department or AP at the bedside, tube voltage, aim. Lengths in cm, angles in radians. */
final class Acquisition {

    final boolean pa;
    final boolean supine;
    final double sourceDistance;
    /** tan of the angles by which the patient is turned about z and leans back. */
    final double rotation;

    final double lordosis;
    final double tilt;
    /** 0 at about 125 kVp, 1 at about 75 kVp. */
    final double softness;

    /** Horizontal decentring, and where the lungs' apices lie below the film's upper edge; shares of its sides. */
    final double shiftX;

    final double apexAt;

    private final double filmWidth;
    private final double filmHeight;
    private final double collimation;

    Acquisition(Dice dice, PhantomFindings findings) {
        boolean bedside = findings.portable()
                || findings.has(FindingKind.ENDOTRACHEAL_TUBE)
                || findings.has(FindingKind.ENTERIC_TUBE)
                || findings.has(FindingKind.MONITORING_LEADS);
        boolean departmental = dice.chance(0.64);
        pa = departmental && !bedside;
        supine = dice.chance(0.6) && !pa;
        sourceDistance = pa ? dice.uniform(170, 190) : dice.uniform(95, 140);
        rotation = StrictMath.tan(StrictMath.toRadians(dice.normal(0, pa ? 2 : 4.5)));
        lordosis = StrictMath.tan(StrictMath.toRadians(dice.normal(0, pa ? 3.5 : 7)));
        tilt = StrictMath.toRadians(dice.normal(0, pa ? 1.5 : 4));
        softness = pa ? dice.uniform(0, 0.9) : dice.uniform(0.3, 1);
        double[] format = format(dice.uniform(0, 1));
        filmWidth = format[0] * dice.uniform(0.95, 1.02);
        filmHeight = format[1] * dice.uniform(0.95, 1.02);
        collimation = dice.uniform(0, pa ? 1 : 0.7);
        shiftX = dice.normal(0, pa ? 0.027 : 0.055);
        apexAt = Math.max(0.01, Math.min(0.34, dice.normal(pa ? 0.135 : 0.18, pa ? 0.04 : 0.07)));
    }

    /**
     * Width and height in cm. Detectors are 35 x 43 cm (upright or across) or 43 x 43 cm; archives of the kind that this phantom stands
     * beside keep all of them as squares, so that the format shows as a distortion.
     */
    private double[] format(double u) {
        if (pa) {
            return u < 0.3 ? new double[] {35, 42} : u < 0.4 ? new double[] {42, 35} : new double[] {42, 42};
        }
        return u < 0.55 ? new double[] {42, 35} : u < 0.7 ? new double[] {35, 42} : new double[] {41, 41};
    }

    /** The field is the film's, or what the collimator leaves of it around this patient; cm at the detector. */
    double fieldWidth(Patient patient) {
        double needed = 2 * patient.cageWidth + 6 + patient.fat;
        return Shape.mix(filmWidth, Math.min(filmWidth, needed * 1.09), collimation);
    }

    double fieldHeight(Patient patient) {
        double needed = patient.lungHeight + 13;
        return Shape.mix(filmHeight, Math.min(filmHeight, needed * 1.09), collimation);
    }

    /** Linear attenuation, 1/cm. */
    double soft() {
        return 0.185 + 0.03 * softness;
    }

    double fat() {
        return 0.165 + 0.02 * softness;
    }

    double lung() {
        return 0.042 + 0.006 * softness;
    }

    double bone() {
        return 0.36 + 0.22 * softness;
    }

    /** Effective value for thin metal, which hardens the beam. */
    double metal() {
        return 0.85 + 0.5 * softness;
    }
}
