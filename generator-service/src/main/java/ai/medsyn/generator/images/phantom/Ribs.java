package ai.medsyn.generator.images.phantom;

/** Eleven pairs of ribs: each starts beside the spine, rises a little, and falls towards the front along the curve of the cage. */
final class Ribs {

    private static final int PAIRS = 11;
    private static final int POINTS = 56;

    private final Scene scene;
    private final Patient patient;
    private final Dice dice;
    private final double pitch;
    private final double slope;
    private final double first;
    private final double strength;
    private final double radius;
    private final Scoliosis scoliosis;

    Ribs(Scene scene) {
        this.scene = scene;
        this.patient = scene.patient;
        this.dice = scene.dice("ribs");
        double hyperinflated = patient.emphysema > 0 ? 1 : 0;
        pitch = 19.5 / 19 * patient.lungHeight * dice.uniform(0.094, 0.106) * (1 - 0.02 * hyperinflated);
        slope = dice.uniform(0.9, 1.3) * (1 - 0.22 * hyperinflated);
        first = patient.apex + dice.uniform(0.6, 1.8);
        strength = dice.uniform(0.6, 1.35) * (patient.female ? 1 : 1.12) * (1 - 0.004 * (patient.age - 56));
        radius = dice.uniform(0.52, 0.68) * patient.scale;
        scoliosis = new Scoliosis(scene);
    }

    void draw() {
        float[] ribs = scene.map();
        Tube tube = new Tube(scene.projection, Tube.Section.CORTICAL, ribs);
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            RibFractures fractures = new RibFractures(scene, side, PAIRS);
            for (int k = 0; k < PAIRS; k++) {
                int rib = k;
                double area = (0.62 + 0.02 * k) * strength;
                double filled = area / (StrictMath.PI * radius * radius);
                double[][] points = points(k, side);
                fractures.displace(k, points, side);
                tube.draw(points, a -> filled * fullness(a, rib) * head(a) * fractures.bone(rib, a));
            }
        }
        scene.addBone(ribs, Masks.RIBS);
    }

    /** The first 2 % of a rib, beside the spine, are drawn faintly. */
    private static double head(double a) {
        return a < 0.02 ? 0.15 : 1;
    }

    /** At the side of the cage a rib runs along the beam; its flat section is then seen edge-on and thin. */
    private static double fullness(double a, int rib) {
        double side = (a - 0.5) / 0.16;
        double front = Shape.mix(1.15, 0.5, Shape.step(0.5f, 0.68f, (float) a));
        return (1 - 0.68 * StrictMath.exp(-0.5 * side * side)) * front * (rib == 0 ? 0.8 : 1);
    }

    /** Nearly level behind, steep along the side, less so in front: the ribs' arcs. */
    private static double fall(double u) {
        double t = Math.max(0, Math.min(1, u));
        return 0.35 * t + 0.65 * t * t * (3 - 2 * t);
    }

    private double[][] points(int k, Side side) {
        double t = Math.max(0.02, (patient.apex - (first - k * pitch - 2.5)) / patient.lungHeight);
        double rest = Math.max(0, 1 - t / 0.85);
        double fan = Math.sqrt(Math.max(0, 1 - rest * rest));
        double width = k == 0 ? 0.5 * patient.cageWidth : (patient.cageWidth + 0.25) * (0.46 + 0.54 * fan);
        double depth = (patient.cageDepth + 0.3) * (0.6 + 0.4 * fan);
        double end = StrictMath.PI * (k < 7 ? 0.8 : 0.8 - 0.075 * (k - 6));
        double drop = (k < 8 ? 4 + 0.95 * k : 11) * slope * patient.scale;
        double jitter = dice.normal(0, 0.12);
        double aside = scoliosis.at(first - k * pitch);
        double z0 = first - k * pitch + jitter;
        double[][] points = new double[POINTS][];
        for (int i = 0; i < POINTS; i++) {
            double angle = 0.1 + (end - 0.1) * i / (POINTS - 1);
            double a = angle / StrictMath.PI;
            double rise = 0.8 * StrictMath.sin(Math.min(a / 0.24, 1) * StrictMath.PI);
            double fall = fall((a - 0.08) / 0.72);
            double neck = 1.1 * Math.max(0, 1 - a / 0.1);
            double x = side.sign * (width * StrictMath.pow(StrictMath.sin(angle), 0.9) + neck);
            points[i] = new double[] {
                x + aside * Math.max(0, 1 - 2 * a),
                depth * StrictMath.cos(angle) + 0.5,
                z0 + rise - drop * fall + scoliosis.lean(x, z0),
                radius * (a < 0.15 ? 0.85 : 1)
            };
        }
        return points;
    }
}
