package ai.medsyn.generator.images.phantom;

/** Habitus and breath of one adult. Lengths in cm; z = 0 in the middle of the chest. */
final class Patient {

    /** Height of the lung apices. */
    final double apex = 11;

    final boolean female;
    /** Years. */
    final double age;

    /** Half width and half depth of the rib cage. */
    final double cageWidth;

    final double cageDepth;
    /** Thickness of subcutaneous fat. */
    final double fat;
    /** From apex to the top of the right dome. */
    final double lungHeight;

    final double domeRight;
    final double domeLeft;
    /** Half width of the shoulders. */
    final double shoulder;

    /** Half the neck's width. */
    final double neck;

    /** Sagging of the abdomen to the sides. */
    final double belly;

    /** Size relative to a cage half width of 13.5 cm. */
    final double scale;

    final double emphysema;
    /** Of heart and trachea towards the left, pushed by large effusions and tension pneumothorax or pulled by collapse. */
    final double shift;

    Patient(Dice dice, Acquisition acquisition, PhantomFindings findings) {
        boolean woman = dice.chance(0.47);
        female = woman || findings.has(FindingKind.MASTECTOMY) || findings.has(FindingKind.BREAST_IMPLANTS);
        age = Math.max(18, Math.min(95, dice.normal(56, 17)));
        emphysema = findings.extent(FindingKind.EMPHYSEMA, Side.MIDLINE);
        boolean hyperinflated = emphysema > 0;
        cageWidth = (female ? dice.uniform(11.4, 13.8) : dice.uniform(12.3, 15.2))
                * (hyperinflated ? 1.02 + 0.03 * emphysema : 1);
        scale = cageWidth / 13.5;
        cageDepth = dice.uniform(8.3, 10.8) * (female ? 0.95 : 1) * (1 + 0.15 * emphysema) + 0.012 * (age - 56);
        fat = Math.max(0.3, Math.min(6.5, dice.gamma2(acquisition.pa ? 0.85 : 1.35)));
        double breath = acquisition.pa ? dice.uniform(0.2, 1.15) : dice.uniform(-0.45, 0.85);
        if (findings.has(FindingKind.LOW_LUNG_VOLUMES)) {
            breath = dice.uniform(0.1, 0.3) - 0.6 * findings.extent(FindingKind.LOW_LUNG_VOLUMES, Side.MIDLINE);
        }
        if (hyperinflated) {
            breath = Math.max(breath, 0.9 + 0.2 * emphysema);
        }
        lungHeight = 13.5
                + 7 * breath
                + 0.7 * (cageWidth - 13)
                + dice.normal(0, 0.7)
                + (hyperinflated ? 1.6 + 4 * emphysema : 0)
                - 2.4 * findings.extent(FindingKind.PULMONARY_FIBROSIS, Side.MIDLINE);
        double right = apex - lungHeight;
        double left = right - dice.uniform(-0.3, 2.1);
        domeRight = right + elevation(findings, Side.RIGHT);
        domeLeft = left + elevation(findings, Side.LEFT);
        shoulder = cageWidth + dice.uniform(5.5, 8) + 0.35 * fat;
        neck = cageWidth * dice.uniform(0.31, 0.4) + 0.3 * fat;
        shift = push(findings, Side.RIGHT) - push(findings, Side.LEFT) + deviation(findings);
        belly = dice.uniform(-2, 0.6) + 0.35 * fat;
    }

    double dome(Side side) {
        return side == Side.LEFT ? domeLeft : domeRight;
    }

    private static double push(PhantomFindings findings, Side side) {
        double fluid = Math.max(0, findings.extent(FindingKind.PLEURAL_EFFUSION, side) - 0.7) * 5;
        double tension = Math.max(0, findings.extent(FindingKind.PNEUMOTHORAX, side) - 0.7) * 6;
        return fluid + tension - 0.7 * findings.extent(FindingKind.ATELECTASIS, side);
    }

    /** "Shift to the left" is towards the left. */
    private static double deviation(PhantomFindings findings) {
        double left = findings.extent(FindingKind.MEDIASTINAL_SHIFT, Side.LEFT);
        double right = findings.extent(FindingKind.MEDIASTINAL_SHIFT, Side.RIGHT);
        return (left > 0 ? 1.3 + 2.9 * left : 0) - (right > 0 ? 1.3 + 2.9 * right : 0);
    }

    private static double elevation(PhantomFindings findings, Side side) {
        double elevated = findings.extent(FindingKind.HEMIDIAPHRAGM_ELEVATION, side);
        double collapsed = findings.extent(FindingKind.ATELECTASIS, side);
        return (elevated > 0 ? 2.5 + 4 * elevated : 0) + 1.8 * collapsed;
    }
}
