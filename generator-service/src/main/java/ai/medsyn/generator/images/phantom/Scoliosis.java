package ai.medsyn.generator.images.phantom;

/**
 * The curve of a scoliotic spine: a thoracic one, to the right in most, and a lumbar one against it. Vertebrae stand across the curve and
 * take their ribs along, which spread on its outside and crowd on its inside. All 0 without the finding.
 */
final class Scoliosis {

    private static final double THORACIC = 1;
    private static final double LUMBAR = -17;
    private static final double LENGTH = 6.5;

    private final double bend;
    private final double counter;

    Scoliosis(Scene scene) {
        double extent = scene.findings.extent(FindingKind.SCOLIOSIS, Side.MIDLINE);
        Dice dice = scene.dice("scoliosis");
        int towards = dice.chance(0.7) ? -1 : 1;
        bend = extent > 0 ? towards * (1.8 + 4.2 * extent) : 0;
        counter = -bend * dice.uniform(0.4, 0.75);
    }

    /** Distance from the midline to the patient's left at a height, cm. */
    double at(double z) {
        return bend * bell(z - THORACIC) + counter * bell(z - LUMBAR);
    }

    /** What this adds to the height of a rib's point at a distance from the midline: the vertebra at height z leans. */
    double lean(double x, double z) {
        double slope = -(bend * bell(z - THORACIC) * (z - THORACIC) + counter * bell(z - LUMBAR) * (z - LUMBAR))
                / (LENGTH * LENGTH);
        return -0.3 * x * slope;
    }

    private static double bell(double distance) {
        return StrictMath.exp(-0.5 * distance * distance / (LENGTH * LENGTH));
    }
}
