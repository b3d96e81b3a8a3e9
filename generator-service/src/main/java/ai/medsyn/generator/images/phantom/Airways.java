package ai.medsyn.generator.images.phantom;

/** Trachea and main bronchi. */
final class Airways {

    private final Scene scene;
    private final Patient patient;
    private final Mediastinum mediastinum;
    private final Dice dice;

    Airways(Scene scene, Mediastinum mediastinum) {
        this.scene = scene;
        this.patient = scene.patient;
        this.mediastinum = mediastinum;
        this.dice = scene.dice("airways");
    }

    /** The trachea's axis at a height, cm from the midline. */
    static double tracheaX(double z, double archZ) {
        return -0.35 * StrictMath.exp(-0.5 * (z - archZ) * (z - archZ) / 6);
    }

    void draw() {
        double shift = patient.shift;
        float[] air = scene.map();
        Tube tube = new Tube(scene.projection, Tube.Section.SOLID, air);
        double radius = (patient.female ? dice.uniform(0.68, 0.85) : dice.uniform(0.8, 1.0)) * patient.scale;
        double top = patient.apex + 9;
        double carina = mediastinum.carinaZ;
        double[][] trachea = new double[40][];
        for (int i = 0; i < trachea.length; i++) {
            double z = Shape.mix(top, carina, i / 39.0);
            double x = tracheaX(z, mediastinum.archZ) + shift * Shape.step((float) top, (float) carina, (float) z);
            trachea[i] = new double[] {x, Shape.mix(0, 2.5, i / 39.0), z, radius};
        }
        tube.draw(trachea, t -> 0.95);
        for (int i = 0; i < air.length; i++) {
            if (air[i] > 0.6f) {
                scene.masks.organ(Masks.TRACHEA, i);
            }
        }
        bronchus(tube, -1, StrictMath.toRadians(dice.uniform(50, 62)), 3.4, carina, shift, radius);
        bronchus(tube, 1, StrictMath.toRadians(dice.uniform(38, 48)), 5, carina, shift, radius);
        float gas = (float) (0.75 * scene.acquisition.soft());
        for (int i = 0; i < air.length; i++) {
            scene.extra[i] -= gas * air[i] * Shape.step(0, 4, scene.body[i]);
        }
    }

    private void bronchus(
            Tube tube, int sign, double angle, double length, double carina, double shift, double radius) {
        double[][] points = new double[12][];
        for (int i = 0; i < points.length; i++) {
            double d = length * i / 11.0 * patient.scale;
            double x = tracheaX(carina, mediastinum.archZ) + shift + sign * (0.3 + d * StrictMath.cos(angle));
            points[i] = new double[] {x, 2.5, carina + 0.3 - d * StrictMath.sin(angle), radius * (0.78 - 0.015 * i)};
        }
        tube.draw(points, t -> 0.85);
    }
}
