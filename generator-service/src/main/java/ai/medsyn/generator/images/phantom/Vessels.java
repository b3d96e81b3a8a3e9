package ai.medsyn.generator.images.phantom;

/** Pulmonary vessels: hilar arteries, then trees that branch towards the wall, thinner and straighter with every level. */
final class Vessels {

    private static final int LEVELS = 6;
    private static final int STEMS = 13;

    private final Scene scene;
    private final Patient patient;
    private final float[] thickness;
    private final Tube tube;

    Vessels(Scene scene) {
        this.scene = scene;
        this.patient = scene.patient;
        this.thickness = scene.map();
        this.tube = new Tube(scene.projection, Tube.Section.SOLID, thickness);
    }

    /**
     * Thickness (cm) of vessels, as seen if nothing hides them.
     *
     * @param calibre relative to the healthy one
     */
    float[] draw(Mediastinum mediastinum, double calibre) {
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            Dice dice = scene.dice("vessels " + side.label());
            double hilum = mediastinum.carinaZ
                    - (side == Side.LEFT ? 1.2 : 2.4) * patient.lungHeight / 20
                    + VolumeLoss.hilarLift(scene.findings, side);
            hilarArteries(side, dice, hilum, calibre);
            double first = dice.uniform(0.35, 0.47) * patient.scale * calibre;
            for (int stem = 0; stem < STEMS; stem++) {
                double angle = StrictMath.toRadians(
                        Shape.mix(80, -88, StrictMath.pow((stem + 0.5) / STEMS, 0.75)) + dice.normal(0, 4));
                double[] start = {
                    side.sign * (2.9 * patient.scale + dice.normal(0, 0.25)),
                    dice.normal(0.6, 1.2),
                    hilum + 0.9 - 2.2 * stem / STEMS
                };
                double length = patient.lungHeight
                        * 0.16
                        * dice.uniform(0.85, 1.15)
                        * (1.1 - 0.4 * Math.min(0, StrictMath.sin(angle)));
                branch(
                        side,
                        dice,
                        start,
                        new double[] {
                            angle, dice.normal(0, 0.35), length, first * dice.uniform(0.75, 1.1) * upper(angle)
                        },
                        LEVELS);
            }
        }
        // Vessels that cross lie in one lung and share its depth: sums saturate.
        for (int i = 0; i < thickness.length; i++) {
            thickness[i] /= 1 + 0.25f * thickness[i];
        }
        return thickness;
    }

    /** In heart failure the upper vessels widen first (cephalisation). */
    private double upper(double angle) {
        return angle > 0.3 && scene.findings.has(FindingKind.PULMONARY_EDEMA) ? 1.3 : 1;
    }

    private void hilarArteries(Side side, Dice dice, double hilum, double calibre) {
        double s = patient.scale;
        double big = (1 + 0.55 * scene.findings.extent(FindingKind.HILAR_PROMINENCE, side)) * calibre;
        if (scene.findings.extent(FindingKind.HILAR_PROMINENCE, side) > 0) {
            big += 0.25;
        }
        double radius = dice.uniform(0.75, 1.05) * s * big;
        double x = dice.uniform(2.4, 3.0) * s;
        double[][] control = side == Side.RIGHT
                ? new double[][] {
                    {-1, 0, hilum + 0.6},
                    {-x, 0.3, hilum + 0.5},
                    {-x - 1.2 * s, 1, hilum - 1.6},
                    {-x - 1.9 * s, 2, hilum - 4.6}
                }
                : new double[][] {
                    {1.2, 0, hilum - 0.2},
                    {x, 0.6, hilum + 0.9},
                    {x + 0.9 * s, 1.6, hilum - 0.9},
                    {x + 1.3 * s, 2.5, hilum - 4}
                };
        double[][] points = Tube.smooth(control, radius, 10);
        for (int i = 0; i < points.length; i++) {
            points[i][3] *= 1 - 0.55 * i / (points.length - 1);
        }
        float[] arteries = scene.map();
        new Tube(scene.projection, Tube.Section.SOLID, arteries).draw(points, t -> 0.75);
        int hilumBit = side == Side.RIGHT ? Masks.RIGHT_HILUM : Masks.LEFT_HILUM;
        for (int i = 0; i < arteries.length; i++) {
            thickness[i] += arteries[i];
            if (arteries[i] > 0.25f) {
                scene.masks.organ(hilumBit, i);
            }
        }
        // Veins, nodes and bronchial walls crowd around the arteries.
        double crowd = dice.uniform(0.7, 1.6) * calibre;
        Ellipsoid.at(side.sign * (x + 0.5 * s), 0.5, hilum - 0.9)
                .radii(1.9 * s, 2.9 * s, 1)
                .turned(side.sign * 0.2)
                .edge(1)
                .raster(scene.projection, (index, half) -> thickness[index] += (float) crowd * half);
        HilarNodes.draw(scene, side, new double[] {x + 1.1 * s, hilum - 0.4}, thickness);
    }

    /**
     * @param course angle in the frontal plane, slope to the back, length, radius
     */
    private void branch(Side side, Dice dice, double[] start, double[] course, int levels) {
        int pieces = 5;
        double bend = dice.normal(0, 0.38);
        double[][] points = new double[pieces + 1][];
        double x = start[0];
        double y = start[1];
        double z = start[2];
        for (int i = 0; i <= pieces; i++) {
            double t = (double) i / pieces;
            points[i] = new double[] {x, y, z, course[3] * (1 - 0.2 * t)};
            double angle = course[0] + bend * t;
            double step = course[2] / pieces;
            x += side.sign * StrictMath.cos(angle) * step;
            y += course[1] * step;
            z += StrictMath.sin(angle) * step;
        }
        tube.draw(points, t -> 0.9);
        if (levels > 1) {
            double[] end = {points[pieces][0], points[pieces][1], points[pieces][2]};
            double turn = dice.chance(0.5) ? 1 : -1;
            double spread = dice.uniform(0.3, 0.75);
            double angle = course[0] + bend;
            double major = course[2] * dice.uniform(0.7, 0.98);
            double minor = course[2] * dice.uniform(0.5, 0.85);
            double thin = dice.uniform(0.42, 0.64);
            branch(
                    side,
                    dice,
                    end,
                    new double[] {angle + turn * spread * 0.4, dice.normal(0, 0.4), major, course[3] * 0.7},
                    levels - 1);
            branch(
                    side,
                    dice,
                    end,
                    new double[] {angle - turn * spread, dice.normal(0, 0.5), minor, course[3] * thin},
                    levels - 1);
        }
    }
}
