package ai.medsyn.generator.images.phantom;

import java.util.ArrayList;
import java.util.List;

/** Heart and great vessels: bodies of soft tissue that take the place of lung. */
final class Mediastinum {

    /**
     * A body that displaces lung.
     *
     * @param halfDepth per pixel, cm; 0 where the ray misses it
     * @param y depth of its middle plane
     */
    record Obstacle(float[] halfDepth, float y) {}

    private static final double HEART_EDGE = 0.36;

    final List<Obstacle> obstacles = new ArrayList<>();
    /** Half depth of the heart, without the vessels at its base. */
    final float[] heart;
    /** Height of the aortic arch, of the carina, of the heart's middle; cm. */
    final double archZ;

    final double carinaZ;
    double heartZ;
    /** Half height of the left ventricle, cm. */
    double ventricle;
    /** The heart's extent to the patient's right and left, cm from the midline. */
    double heartRight;

    double heartLeft;
    /** x, z and radius of a hiatal hernia; radius 0 if there is none. */
    double[] hernia = new double[3];
    /** x and radius of the aortic knob. */
    double[] knob = new double[2];

    /** Per pixel, bit k tells whether its ray meets obstacle k. */
    final byte[] hits;

    private final Scene scene;
    private final Patient patient;
    private final Dice dice;
    private final double s;

    Mediastinum(Scene scene) {
        this.scene = scene;
        this.patient = scene.patient;
        this.dice = scene.dice("mediastinum");
        this.s = patient.scale;
        this.archZ = patient.apex - dice.uniform(4.8, 6.4) * patient.lungHeight / 19;
        this.carinaZ = archZ - dice.uniform(1.4, 2.4);
        this.heart = scene.map();
        heart();
        aorta();
        otherVessels();
        widening();
        hiatalHernia();
        this.hits = hits();
    }

    private byte[] hits() {
        byte[] hits = new byte[heart.length];
        for (int k = 0; k < obstacles.size(); k++) {
            float[] halfDepth = obstacles.get(k).halfDepth();
            for (int i = 0; i < hits.length; i++) {
                if (halfDepth[i] > 0) {
                    hits[i] |= (byte) (1 << k);
                }
            }
        }
        return hits;
    }

    /** Cardiothoracic ratio: normal up to 0.5, a little more in an AP view for real, more with disease. */
    private double cardiothoracicRatio() {
        double normal = scene.acquisition.pa ? dice.uniform(0.383, 0.442) : dice.uniform(0.36, 0.415);
        double enlarged = scene.findings.extent(FindingKind.CARDIOMEGALY, Side.MIDLINE);
        if (enlarged > 0) {
            return 0.535 + 0.17 * enlarged;
        }
        return patient.emphysema > 0 ? Math.min(normal, 0.44) - 0.02 - 0.035 * patient.emphysema : normal;
    }

    private void heart() {
        double halfWidth = (cardiothoracicRatio() + 0.01) * patient.cageWidth;
        double toLeft = dice.uniform(0.66, 0.77);
        heartLeft = 2 * halfWidth * toLeft;
        heartRight = 2 * halfWidth * (1 - toLeft);
        double dome = (patient.domeRight + patient.domeLeft) / 2;
        double y = -0.28 * patient.cageDepth;
        double depth = Math.min(1.2 * halfWidth, 0.85 * patient.cageDepth);
        // An enlarged heart grows to the sides and sinks; it hardly grows upwards.
        double usual = Math.min(halfWidth, 0.46 * patient.cageWidth);
        double tall = usual + 0.4 * (halfWidth - usual);
        double angle = -StrictMath.toRadians(dice.uniform(26, 46));
        double width = halfWidth * dice.uniform(1.05, 1.28);
        double height = tall * dice.uniform(0.70, 0.83);
        double reach = Math.sqrt(square(width * StrictMath.cos(angle)) + square(height * StrictMath.sin(angle)));
        heartZ = dome + height * dice.uniform(0.3, 0.52);
        ventricle = height;
        Ellipsoid ventricle = Ellipsoid.at(patient.shift + heartLeft - reach, y, heartZ)
                .radii(width, height, depth)
                .turned(angle)
                .edge(HEART_EDGE);
        double atriumRadius = halfWidth * dice.uniform(0.56, 0.68);
        Ellipsoid atrium = Ellipsoid.at(patient.shift - heartRight + atriumRadius, y, heartZ + 0.35 * tall)
                .radii(atriumRadius, 1.12 * tall, 0.8 * depth)
                .turned(0.12)
                .edge(HEART_EDGE);
        ventricle.unite(scene.projection, heart);
        atrium.unite(scene.projection, heart);
        rest(dome, heartZ + 0.35 * tall);
        for (int i = 0; i < heart.length; i++) {
            if (heart[i] > 0.6f) {
                scene.masks.organ(Masks.HEART, i);
            }
        }
        obstacles.add(new Obstacle(withBase(y, height, depth), (float) y));
    }

    /** No lung lies below the heart: it rests on the diaphragm, with fat in the angles, so its half depth goes on downwards. */
    private void rest(double dome, double atriumZ) {
        int size = scene.size;
        Projection.Plane plane = scene.projection.plane(-0.28 * patient.cageDepth);
        float widestLeft = (float) heartZ;
        float widestRight = (float) atriumZ;
        float bottom = (float) Math.min(dome - 4, heartZ - 3);
        float keep = (float) StrictMath.exp(-scene.projection.pixelHeight / 9);
        for (int i = 0; i < size; i++) {
            float above = 0;
            for (int j = 0; j < size; j++) {
                int index = j * size + i;
                float z = plane.z(i, j);
                if (z < (plane.x(i, j) < 0 ? widestRight : widestLeft)) {
                    float resting = Math.max(heart[index], above * keep);
                    heart[index] = z < bottom ? heart[index] : resting;
                    above = resting;
                }
            }
        }
    }

    /** The heart with the roots of its vessels; height and depth are the left ventricle's half axes. */
    private float[] withBase(double y, double height, double depth) {
        float[] withBase = heart.clone();
        Ellipsoid.at(0.3 + 0.7 * patient.shift, y, heartZ + height)
                .radii(dice.uniform(2.4, 2.9) * s, 1.35 * height, 0.7 * depth)
                .unite(scene.projection, withBase);
        // Left atrial appendage and outflow tract smooth the waist of the left border.
        Ellipsoid.at(1.4 * s + 0.8 * patient.shift, y, heartZ + 0.7 * height)
                .radii(2.8 * s, 1.05 * height, 0.5 * depth)
                .turned(-0.7)
                .unite(scene.projection, withBase);
        return withBase;
    }

    private void aorta() {
        double tortuous = scene.findings.extent(FindingKind.AORTIC_TORTUOSITY, Side.MIDLINE);
        double swelling = tortuous > 0 ? 1.1 + 0.6 * tortuous : 1;
        double unfolded = Math.max(0, (patient.age - 40) / 50);
        double radius = (dice.uniform(1.05, 1.45) + 0.25 * unfolded) * swelling;
        double knobX = (dice.uniform(1.5, 2.2) + 0.35 * unfolded) * s + (swelling - 1) * 1.5 + 0.6 * patient.shift;
        knob = new double[] {knobX, radius};
        float[] arch = scene.map();
        Ellipsoid.at(knobX, 1, archZ).radii(radius, 1.12 * radius, 2.6).unite(scene.projection, arch);
        obstacles.add(new Obstacle(arch, 1));
        double bend = tortuous > 0 ? 0.9 + 3 * tortuous : dice.uniform(0, 0.4 + 0.8 * unfolded);
        float[] descending = scene.map();
        double x = dice.uniform(0.9, 1.6);
        rod(
                descending,
                4,
                z -> x + bend * StrictMath.sin((archZ - z) / (archZ - patient.domeLeft + 4) * StrictMath.PI),
                new double[] {patient.domeLeft - 8, archZ},
                0.85 * radius);
        obstacles.add(new Obstacle(descending, 4));
        float[] ascending = scene.map();
        Ellipsoid.at(0.7 * patient.shift - dice.uniform(1.0, 1.7) * s - (swelling - 1), -2, archZ - 2.5)
                .radii(dice.uniform(1.4, 1.9) * s * swelling, 4.3, 2)
                .unite(scene.projection, ascending);
        obstacles.add(new Obstacle(ascending, -2));
        for (int i = 0; i < arch.length; i++) {
            if (arch[i] > 0.3f || descending[i] > 0.3f || ascending[i] > 0.3f) {
                scene.masks.organ(Masks.AORTA, i);
            }
        }
    }

    private void otherVessels() {
        float[] trunk = scene.map();
        Ellipsoid.at(dice.uniform(1.3, 1.9) * s + 0.8 * patient.shift, -2.5, archZ - dice.uniform(3, 3.8))
                .radii(1.3 * s, 2.3, 1.4)
                .unite(scene.projection, trunk);
        obstacles.add(new Obstacle(trunk, -2.5f));
        float[] veins = scene.map();
        double cava = dice.uniform(1.4, 2.1) * s - 0.7 * patient.shift;
        rod(veins, -1, z -> -cava - 0.07 * Math.max(0, z - archZ), new double[] {heartZ, patient.apex + 2}, 0.95);
        double subclavian = dice.uniform(1.2, 1.8) * s + 0.5 * patient.shift;
        rod(
                veins,
                -1,
                z -> subclavian + 0.12 * Math.max(0, z - archZ),
                new double[] {archZ - 1, patient.apex + 2},
                0.85);
        new ConnectiveTissue(scene, this).unite(veins, dice.uniform(0.85, 1.2));
        obstacles.add(new Obstacle(veins, -1));
    }

    private void widening() {
        double extent = scene.findings.extent(FindingKind.MEDIASTINAL_WIDENING, Side.MIDLINE);
        if (extent > 0) {
            float[] mass = scene.map();
            Ellipsoid.at(dice.normal(0, 0.5), -1, archZ - 0.5)
                    .radii(3.6 + 2.6 * extent, 5.5, 3.5)
                    .edge(HEART_EDGE)
                    .unite(scene.projection, mass);
            obstacles.add(new Obstacle(mass, -1));
            int bit = scene.masks.lesion(label(FindingKind.MEDIASTINAL_WIDENING));
            for (int i = 0; i < mass.length; i++) {
                if (mass[i] > 0.5f) {
                    scene.masks.set(bit, i);
                }
            }
        }
    }

    /** A ball of stomach behind the heart, seen through it. */
    private void hiatalHernia() {
        double extent = scene.findings.extent(FindingKind.HIATAL_HERNIA, Side.MIDLINE);
        if (extent > 0) {
            Dice own = scene.dice("hiatal hernia");
            double radius = (1.6 + 3 * extent) * own.uniform(0.9, 1.1) * s;
            double x = own.uniform(-0.6, 1.8);
            double z = (patient.domeRight + patient.domeLeft) / 2 + own.uniform(0.35, 0.8) * radius;
            float[] stomach = scene.map();
            Ellipsoid.at(x, 3.5, z).radii(1.1 * radius, radius, radius).unite(scene.projection, stomach);
            obstacles.add(new Obstacle(stomach, 3.5f));
            hernia = new double[] {x, z, radius};
            int bit = scene.masks.lesion(label(FindingKind.HIATAL_HERNIA));
            for (int i = 0; i < stomach.length; i++) {
                if (stomach[i] > 0.4f) {
                    scene.masks.set(bit, i);
                }
            }
        }
    }

    private static String label(FindingKind kind) {
        return "lesion:" + kind.label();
    }

    /** A vertical vessel whose axis is x(z), between two heights. */
    private void rod(
            float[] halfDepth, double y, java.util.function.DoubleUnaryOperator axis, double[] range, double radius) {
        Outline line = new Outline(axis);
        Projection.Plane plane = scene.projection.plane(y);
        float r2 = (float) (radius * radius);
        float bottom = (float) range[0];
        float top = (float) range[1];
        double[] reach = line.range(bottom, top);
        Projection.Box box = scene.projection.box(reach[0] - radius, reach[1] + radius, y, bottom, top);
        for (int j = box.top(); j <= box.bottom(); j++) {
            for (int i = box.left(); i <= box.right(); i++) {
                int index = j * scene.size + i;
                float z = plane.z(i, j);
                float d = plane.x(i, j) - line.at(z);
                float q = r2 - d * d;
                if (q > 0 && z > bottom && z < top) {
                    float half =
                            (float) Math.sqrt(q) * Shape.step(bottom, bottom + 1, z) * Shape.step(top, top - 1.5f, z);
                    halfDepth[index] = Math.max(halfDepth[index], half);
                }
            }
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
