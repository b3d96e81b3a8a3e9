package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/** Round things in the lung: nodules, masses, granulomas, metastases. */
final class FocalLesions {

    private static final int TRIES = 60;

    private final Scene scene;
    private final double s;

    FocalLesions(Scene scene) {
        this.scene = scene;
        this.s = scene.patient.scale;
    }

    void draw(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        double extent = finding.extent();
        int count = switch (finding.kind()) {
            case METASTASES -> 3 + (int) (6 * extent);
            case GRANULOMA -> dice.between(1, 2);
            default -> 1;
        };
        for (int n = 0; n < count; n++) {
            double radius = s * radius(finding, extent, dice);
            int centre = place(finding, lung, dice, radius);
            if (centre >= 0) {
                lesion(finding, lung, new double[] {lung.x[centre], lung.z[centre], radius}, dice);
            }
        }
    }

    private static double radius(Finding finding, double extent, Dice dice) {
        double jitter = dice.uniform(0.9, 1.15);
        return jitter
                * switch (finding.kind()) {
                    case MASS -> 1.6 + 2.2 * extent;
                    case GRANULOMA -> 0.25 + 0.3 * extent;
                    case METASTASES -> 0.6 + 1.1 * extent * dice.uniform(0.3, 1);
                    default -> 0.5 + 0.85 * extent;
                };
    }

    /** A pixel of free lung around which the lesion fits, in the zone that the text names. */
    private static int place(Finding finding, Lung lung, Dice dice, double radius) {
        boolean several = finding.kind() == FindingKind.METASTASES;
        int best = -1;
        for (int n = 0; n < TRIES; n++) {
            double height = finding.zone() == Zone.UNSPECIFIED || several
                    ? dice.uniform(0.15, 0.9)
                    : Zones.height(finding.zone(), dice);
            int k = lung.anchor(height, dice.uniform(0.15, 0.9));
            if (k < 0) {
                return -1;
            }
            best = best < 0 ? k : best;
            if (lung.fromWall[k] > radius && lung.aboveDome[k] > radius && lung.thickness[k] > 5) {
                return k;
            }
        }
        return best;
    }

    /**
     * @param sphere x, z, radius in cm
     */
    private void lesion(Finding finding, Lung lung, double[] sphere, Dice dice) {
        boolean mass = finding.kind() == FindingKind.MASS;
        double depth = dice.uniform(-3, 4);
        float[] half = scene.map();
        int lobes = mass ? 4 : 1;
        for (int lobe = 0; lobe < lobes; lobe++) {
            double off = lobe == 0 ? 0 : 0.3 * sphere[2];
            double r = sphere[2] * (lobe == 0 ? 1 : dice.uniform(0.7, 0.9));
            Ellipsoid.at(
                            lung.side.sign * sphere[0] + off * dice.normal(0, 1),
                            depth,
                            sphere[1] + off * dice.normal(0, 1))
                    .radii(r, r * dice.uniform(0.8, 1.2), r * 0.95)
                    .turned(dice.uniform(0, 3))
                    .unite(scene.projection, half);
        }
        double calcium = finding.kind() == FindingKind.GRANULOMA ? 3.4 : mass ? 1.25 : 1.8;
        float contrast = (float) (2 * (calcium * scene.acquisition.soft() - scene.acquisition.lung()));
        float inMask = (float) (0.3 * sphere[2]);
        int bit = scene.masks.lesion(finding.label());
        for (int i = 0; i < half.length; i++) {
            if (half[i] > 0) {
                scene.extra[i] += contrast * half[i];
                if (half[i] > inMask) {
                    scene.masks.set(bit, i);
                }
            }
        }
    }
}
