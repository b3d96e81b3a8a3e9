package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/** Round things in the lung: nodules, masses, granulomas, metastases, cavities, bullae. */
final class FocalLesions {

    private static final int TRIES = 60;
    private static final int MILIARY = 650;

    private final Scene scene;
    private final double s;

    FocalLesions(Scene scene) {
        this.scene = scene;
        this.s = scene.patient.scale;
    }

    /** A ball: centre in the lung's coordinates and radius, cm. */
    private record Ball(double x, double z, double radius) {}

    void draw(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        if (finding.is(Trait.MILIARY)) {
            miliary(finding, lung, dice);
            return;
        }
        int count = count(finding, dice);
        for (int n = 0; n < count; n++) {
            double radius = finding.diameter() > 0 && n == 0
                    ? Math.min(7, finding.diameter() / 2)
                    : s * radius(finding, dice) * (n > 0 ? dice.uniform(0.6, 1) : 1);
            int centre = place(finding, lung, dice, radius);
            if (centre >= 0) {
                Ball ball = new Ball(lung.x[centre], lung.z[centre], radius);
                if (finding.kind() == FindingKind.BULLA) {
                    bulla(finding, lung, ball);
                } else {
                    lesion(finding, lung, ball, dice);
                }
            }
        }
    }

    private static int count(Finding finding, Dice dice) {
        int usual = switch (finding.kind()) {
            case METASTASES -> 3 + (int) (9 * finding.extent());
            case GRANULOMA -> dice.between(1, 2);
            case BULLA -> dice.between(1, 3);
            default -> 1;
        };
        return finding.count() > 0 ? finding.count() : usual;
    }

    private static double radius(Finding finding, Dice dice) {
        double extent = finding.extent();
        double jitter = dice.uniform(0.9, 1.15);
        return jitter
                * switch (finding.kind()) {
                    case MASS -> 1.6 + 2.4 * extent;
                    case CAVITY -> 1.2 + 2.1 * extent;
                    case BULLA -> 1.4 + 3 * extent;
                    case GRANULOMA -> 0.22 + 0.3 * extent;
                    case METASTASES -> 0.4 + (0.3 + 1.7 * extent) * StrictMath.pow(dice.uniform(0, 1), 2);
                    default -> 0.5 + 0.9 * extent;
                };
    }

    /** A pixel of free lung around which the lesion fits, in the zone that the text names. */
    private static int place(Finding finding, Lung lung, Dice dice, double radius) {
        boolean anywhere = finding.zone() == Zone.UNSPECIFIED || finding.kind() == FindingKind.METASTASES;
        boolean upper = finding.kind() == FindingKind.BULLA || finding.kind() == FindingKind.CAVITY;
        int best = -1;
        for (int n = 0; n < TRIES; n++) {
            double height = anywhere ? dice.uniform(0.12, upper ? 0.5 : 0.9) : Zones.height(finding.zone(), dice);
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

    private void lesion(Finding finding, Lung lung, Ball ball, Dice dice) {
        boolean large = ball.radius() > 1.6;
        float[] half = new float[scene.size * scene.size];
        double depth = dice.uniform(-3, 4);
        int lobes = large || finding.is(Trait.SPICULATED) ? 5 : finding.kind() == FindingKind.METASTASES ? 3 : 1;
        for (int lobe = 0; lobe < lobes; lobe++) {
            double off = lobe == 0 ? 0 : 0.42 * ball.radius();
            double r = ball.radius() * (lobe == 0 ? (large ? 0.9 : 1) : dice.uniform(0.45, 0.8));
            Ellipsoid.at(lung.side.sign * ball.x() + off * dice.normal(0, 1), depth, ball.z() + off * dice.normal(0, 1))
                    .radii(r, r * dice.uniform(0.8, 1.2), r * 0.95)
                    .turned(dice.uniform(0, 3))
                    .edge(large ? 0.62 : 0.5)
                    .unite(scene.projection, half);
        }
        if (finding.is(Trait.SPICULATED) || finding.kind() == FindingKind.MASS && dice.chance(0.4)) {
            spicules(lung, ball, depth, dice);
        }
        double calcium = finding.kind() == FindingKind.GRANULOMA || finding.is(Trait.CALCIFIED)
                ? 3.2
                : large && finding.kind() != FindingKind.CAVITY ? 1.2 : 1.7;
        float contrast = (float) (2 * (calcium * scene.acquisition.soft() - scene.acquisition.lung()));
        float[] hollow = cavity(finding, lung, ball, depth, dice);
        float inMask = (float) (0.3 * ball.radius());
        int bit = scene.masks.lesion(finding.label());
        for (int i = 0; i < half.length; i++) {
            if (half[i] > 0) {
                scene.extra[i] += contrast * Math.max(0, half[i] - hollow[i]);
                if (half[i] > inMask) {
                    scene.masks.set(bit, i);
                }
            }
        }
    }

    /** Strands that a growing tumour draws in from all around. */
    private void spicules(Lung lung, Ball ball, double depth, Dice dice) {
        float[] strands = scene.map();
        Tube tube = new Tube(scene.projection, Tube.Section.SOLID, strands);
        int count = dice.between(9, 16);
        for (int n = 0; n < count; n++) {
            double angle = dice.uniform(0, 2 * StrictMath.PI);
            double from = 0.7 * ball.radius();
            double to = ball.radius() * dice.uniform(1.15, 1.6) + 0.3;
            double x = lung.side.sign * ball.x();
            tube.draw(
                    new double[][] {
                        {x + from * StrictMath.cos(angle), depth, ball.z() + from * StrictMath.sin(angle), 0.13},
                        {x + to * StrictMath.cos(angle), depth, ball.z() + to * StrictMath.sin(angle), 0.05}
                    },
                    t -> 2.2);
        }
        float contrast = (float) (1.3 * scene.acquisition.soft());
        for (int k = 0; k < lung.count; k++) {
            scene.extra[lung.index[k]] += contrast * strands[lung.index[k]] * Shape.step(0.3f, 2, lung.thickness[k]);
        }
    }

    /** Half depth of the air inside a cavity, with a fluid level at times; all 0 if the lesion is solid. */
    private float[] cavity(Finding finding, Lung lung, Ball ball, double depth, Dice dice) {
        float[] hollow = new float[scene.size * scene.size];
        if (finding.kind() == FindingKind.CAVITY || finding.is(Trait.CAVITARY)) {
            double inner = ball.radius() * dice.uniform(0.6, 0.8);
            Ellipsoid air = Ellipsoid.at(lung.side.sign * ball.x(), depth, ball.z() + 0.1 * ball.radius())
                    .radii(inner, inner * dice.uniform(0.85, 1.1), inner);
            if (!scene.acquisition.supine && dice.chance(0.6)) {
                air.above(ball.z() - dice.uniform(0.1, 0.55) * inner);
            }
            air.unite(scene.projection, hollow);
        }
        return hollow;
    }

    /** Air in a hair-thin wall. */
    private void bulla(Finding finding, Lung lung, Ball ball) {
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            double dx = lung.x[k] - ball.x();
            double dz = lung.z[k] - ball.z();
            float d = (float) (Math.sqrt(dx * dx + dz * dz) - ball.radius());
            float inside = Shape.step(0.1f, -0.1f, d);
            float depth = (float) (2 * ball.radius()) / Math.max(4, lung.thickness[k]);
            lung.density[k] *= 1 - 0.9f * inside * Math.min(0.95f, depth);
            lung.vessels[k] *= 1 - 0.85f * inside;
            scene.extra[lung.index[k]] += 0.05f * Shape.bell(d / 0.07f) * Shape.step(0.3f, 2, lung.thickness[k]);
            if (inside > 0.5f && lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }

    /** Seeds of 2 mm all over. */
    private void miliary(Finding finding, Lung lung, Dice dice) {
        int bit = scene.masks.lesion(finding.label());
        float contrast = (float) (2 * scene.acquisition.soft() * (1.9 + 0.1 * finding.extent()));
        int seeds = (int) (MILIARY * (0.8 + 0.7 * finding.extent()));
        for (int n = 0; n < seeds; n++) {
            int k = dice.between(0, lung.count - 1);
            double radius = dice.uniform(0.12, 0.26);
            if (lung.visible(k)) {
                Ellipsoid.at(lung.side.sign * lung.x[k], 1, lung.z[k])
                        .radii(radius, radius, radius)
                        .raster(scene.projection, (index, half) -> scene.extra[index] += contrast * half);
            }
        }
        for (int k = 0; k < lung.count; k++) {
            lung.fill(k, 0.05f + 0.08f * (float) finding.extent());
            if (lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }
}
