package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/**
 * Widened bronchi with thick walls: tram lines where they run across the beam, rings where they run along it, in the worst places side by
 * side like grapes. The lung between them is partly airless.
 */
final class Bronchiectasis {

    /** How much of a wall the beam meets, relative to a solid rod of the wall's thickness: along a bronchus more than across it. */
    private static final double END_ON = 6;

    private static final double SIDE_ON = 4;

    private final Scene scene;
    private final Finding finding;
    private final Lung lung;
    private final Dice dice;
    private final float[] walls;
    private final Tube tube;
    /** Open lumina, and lung that is airless around them; per pixel, 0 to 1. */
    private final float[] lumen;

    private final float[] airless;

    Bronchiectasis(Scene scene, Finding finding, Lung lung) {
        this.scene = scene;
        this.finding = finding;
        this.lung = lung;
        this.dice = finding.dice(scene.seed);
        this.walls = scene.map();
        this.tube = new Tube(scene.projection, Tube.Section.SOLID, walls);
        this.lumen = scene.map();
        this.airless = scene.map();
    }

    void draw() {
        double extent = finding.extent();
        int clusters = 2 + (int) (4 * extent);
        for (int n = 0; n < clusters; n++) {
            int at = place(dice.uniform(0.1, 0.65));
            if (at >= 0) {
                cluster(lung.x[at], lung.z[at], 1 + (int) (5 * extent * dice.uniform(0.6, 1.2)));
            }
        }
        int trams = 4 + (int) (8 * extent);
        for (int n = 0; n < trams; n++) {
            int at = place(dice.uniform(0.05, 0.55));
            if (at >= 0) {
                tramLine(lung.x[at], lung.z[at]);
            }
        }
        float contrast = (float) (scene.acquisition.soft() * 1.2);
        float haze = (float) (0.06 + 0.2 * extent);
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            int i = lung.index[k];
            scene.extra[i] += contrast * Math.min(walls[i], 1.1f) * Shape.step(0.3f, 2, lung.thickness[k]);
            lung.fill(k, haze * Math.min(1, airless[i]) * (1 - 0.3f * lumen[i]));
            if ((walls[i] > 0.1f || lumen[i] > 0.5f) && lung.visible(k)) {
                scene.masks.set(bit, i);
            }
        }
    }

    /** Bronchi widen in the lower zones, unless the text says otherwise. */
    private int place(double across) {
        double height =
                finding.zone() == Zone.UNSPECIFIED ? dice.uniform(0.5, 0.95) : Zones.height(finding.zone(), dice);
        return lung.anchor(height, across);
    }

    private double radius() {
        return 0.2 + dice.uniform(0, 1) * dice.uniform(0.3, 0.4 + 0.6 * finding.extent());
    }

    /** Rings side by side, in layers around the first. */
    private void cluster(double x, double z, int rings) {
        double spread = radius();
        for (int n = 0; n < rings; n++) {
            double angle = 2.4 * n + dice.normal(0, 0.25);
            double away = 1.7 * spread * Math.sqrt(n) * dice.uniform(0.75, 1.25);
            ring(x + away * StrictMath.cos(angle), z + away * StrictMath.sin(angle), radius());
        }
        double reach = spread * (1.8 + 1.7 * Math.sqrt(rings));
        hide(x, z, reach);
    }

    private void ring(double x, double z, double radius) {
        double[][] circle = new double[25][];
        double flat = dice.uniform(0.6, 1);
        double lean = dice.uniform(0, StrictMath.PI);
        double dent = dice.uniform(0.05, 0.2);
        double phase = dice.uniform(0, 6);
        double thick = dice.uniform(0.06, 0.13);
        for (int i = 0; i < circle.length; i++) {
            double angle = 2 * StrictMath.PI * i / (circle.length - 1);
            double r = radius
                    * (1 + dent * StrictMath.sin(2 * angle + phase) + 0.5 * dent * StrictMath.sin(3 * angle - phase));
            double u = r * StrictMath.cos(angle);
            double v = flat * r * StrictMath.sin(angle);
            circle[i] = new double[] {
                lung.side.sign * (x + u * StrictMath.cos(lean) - v * StrictMath.sin(lean)),
                1,
                z + u * StrictMath.sin(lean) + v * StrictMath.cos(lean),
                thick
            };
        }
        double faint = dice.uniform(0.3, 0.7); // a bronchus lies askew, so that one side of its wall shows best
        tube.draw(circle, t -> END_ON * (1 - faint * square(StrictMath.sin(StrictMath.PI * t + phase))));
        Ellipsoid.at(lung.side.sign * x, 1, z)
                .radii(radius, flat * radius, 1)
                .edge(0.2)
                .raster(scene.projection, (index, half) -> lumen[index] = Math.max(lumen[index], half));
    }

    /** Two parallel lines that lead away from the hilum and draw apart a little. */
    private void tramLine(double x, double z) {
        double hilumZ = scene.patient.apex - 0.5 * scene.patient.lungHeight;
        double dx = x - 2.6 * scene.patient.scale;
        double dz = z - hilumZ;
        double away = Math.max(0.5, Math.sqrt(dx * dx + dz * dz));
        double length = dice.uniform(1.6, 3.4) * scene.patient.scale;
        double bend = dice.normal(0, 0.25);
        double radius = radius();
        for (int wall = -1; wall <= 1; wall += 2) {
            double[][] control = new double[3][];
            for (int i = 0; i < 3; i++) {
                double along = length * (0.5 * i - 0.5);
                double off = wall * radius * (0.8 + 0.2 * i) + bend * 0.5 * i * i;
                control[i] = new double[] {
                    lung.side.sign * (x + (dx * along - dz * off) / away), 1, z + (dz * along + dx * off) / away
                };
            }
            tube.draw(Tube.smooth(control, 0.08, 8), t -> SIDE_ON);
        }
        hide(x, z, 0.5 * length);
    }

    private static double square(double x) {
        return x * x;
    }

    private void hide(double x, double z, double reach) {
        Ellipsoid.at(lung.side.sign * x, 1, z)
                .radii(1.5 * reach, 1.5 * reach, 1)
                .edge(1)
                .raster(scene.projection, (index, half) -> airless[index] += 0.5f * half);
    }
}
