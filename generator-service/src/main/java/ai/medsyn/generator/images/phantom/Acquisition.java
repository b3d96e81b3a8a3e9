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

    /** Width of the film relative to the patient. */
    final double fieldScale;
    /** Horizontal decentring, and where the middle of the lungs lies below the film's upper edge; shares of its side. */
    final double shiftX;

    final double centreAt;

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
        tilt = StrictMath.toRadians(dice.normal(0, pa ? 1.5 : 3.5));
        softness = pa ? dice.uniform(0, 0.9) : dice.uniform(0.3, 1);
        fieldScale = pa ? dice.uniform(0.92, 1.2) : dice.uniform(0.94, 1.3);
        shiftX = dice.normal(0, pa ? 0.02 : 0.035);
        centreAt = Math.max(0.36, Math.min(0.64, dice.normal(0.5, pa ? 0.03 : 0.055)));
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
