package ai.medsyn.generator.images.phantom;

/** The thoracic spine: bodies and discs, pedicles seen end-on, spinous and transverse processes; its curve, wear and fractures. */
final class Spine {

    private final Scene scene;
    private final Dice dice;
    private final float half;
    private final float period;
    private final double phase;
    private final Outline axis;
    /** Length of bony spurs beside the discs, cm. */
    private final float spurs;
    /** Number of the collapsed vertebra from below, -1 if none; how much of its height is lost. */
    private final int collapsed;

    private final float lost;

    Spine(Scene scene, Dice dice) {
        this.scene = scene;
        this.dice = dice;
        double s = scene.patient.scale;
        half = (float) (dice.uniform(1.65, 2.05) * s);
        period = (float) (dice.uniform(1.95, 2.35) * s);
        phase = dice.uniform(0, 1);
        double natural = dice.normal(0, 0.4);
        Scoliosis scoliosis = new Scoliosis(scene);
        axis = new Outline(
                z -> natural * StrictMath.exp(-0.5 * (z - 1) * (z - 1) / 36) - natural * 0.35 + scoliosis.at(z));
        double worn = extent(FindingKind.DEGENERATIVE_SPINE);
        double age = Math.max(0, (scene.patient.age - 60) / 60);
        spurs = (float) ((worn > 0 ? 0.35 + 0.6 * worn : age * dice.uniform(0, 0.6)) * s);
        double broken = extent(FindingKind.VERTEBRAL_FRACTURE);
        int at = dice.between(-3, 2);
        collapsed = broken > 0 ? number(at * period) : -1;
        lost = (float) (0.25 + 0.35 * broken);
    }

    private double extent(FindingKind kind) {
        return scene.findings.extent(kind, Side.MIDLINE);
    }

    private float turn(float z) {
        return (z + 60) / period + (float) phase;
    }

    private int number(float z) {
        return (int) turn(z);
    }

    private int number(double z) {
        return number((float) z);
    }

    void draw() {
        float density = (float) (dice.uniform(0.4, 0.8) * (1 - 0.003 * (scene.patient.age - 56)));
        int bit = extent(FindingKind.SCOLIOSIS) > 0
                ? scene.masks.lesion("lesion:" + FindingKind.SCOLIOSIS.label())
                : Masks.SPINE;
        int fracture =
                collapsed < 0 ? Masks.SPINE : scene.masks.lesion("lesion:" + FindingKind.VERTEBRAL_FRACTURE.label());
        Projection.Plane plane = scene.projection.plane(0.5 * scene.patient.cageDepth);
        double[] reach = axis.range(-40, 40);
        Projection.Box box = scene.projection.box(
                reach[0] - 2.2 * half, reach[1] + 2.2 * half, 0.5 * scene.patient.cageDepth, -50, 50);
        for (int j = box.top(); j <= box.bottom(); j++) {
            for (int i = box.left(); i <= box.right(); i++) {
                int index = j * scene.size + i;
                float z = plane.z(i, j);
                float x = plane.x(i, j) - axis.at(z);
                if (Math.abs(x) < 2.2f * half) {
                    int number = number(z);
                    float within = turn(z) - number;
                    boolean wedge = number == collapsed;
                    if (wedge) { // the upper plate sinks; what is left is broader and denser
                        within = Math.min(1, within / (1 - lost));
                    }
                    float spread = wedge ? 1.12f : 1;
                    scene.bone[index] += vertebra(Math.abs(x) / spread, within, z) * density * (wedge ? 1.6f : 1);
                    if (Math.abs(x) < half) {
                        scene.masks.organ(Masks.SPINE, index);
                        scene.masks.set(wedge ? fracture : bit, index);
                    }
                }
            }
        }
    }

    /** Bone in cm at a distance from the axis; {@code within} runs 0 to 1 from one disc to the next. */
    private float vertebra(float x, float within, float z) {
        float taper = 0.92f - 0.22f * Shape.step(-8, (float) scene.patient.apex, z);
        float waist = 1 - 0.1f * 4 * within * (1 - within);
        float spur =
                spurs * (Shape.bell((within - 0.06f) * period / 0.16f) + Shape.bell((within - 0.94f) * period / 0.16f));
        float width = half * taper * waist + spur;
        float disc = Shape.step(0, 0.1f, within) * Shape.step(1, 0.9f, within);
        float plate = Shape.bell((within - 0.1f) * period / 0.09f) + Shape.bell((within - 0.9f) * period / 0.09f);
        float body = Shape.step(width + 0.25f, width - 0.25f, x) * (0.5f + 0.4f * disc + 0.25f * plate);
        float cortex = 0.25f * Shape.bell((x - width) / 0.12f) * disc;
        float pedicle = ring((x - 0.6f * half) / 0.34f, (within - 0.62f) * period / 0.45f);
        float spinous = 0.75f * Shape.bell(x / 0.28f) * Shape.bell((within - 0.15f) * period / 0.55f);
        float transverse =
                0.32f * Shape.bell((within - 0.58f) * period / 0.38f) * Shape.step(1.95f * half, 1.2f * half, x);
        return body + cortex + pedicle + spinous + transverse;
    }

    /** A pedicle seen end-on: a ring of cortex. */
    private static float ring(float u, float v) {
        float r2 = u * u + v * v;
        return r2 > 6
                ? 0
                : 0.25f * Shape.expNegative(0.5f * r2) + 0.55f * Shape.bell(((float) Math.sqrt(r2) - 1) / 0.3f);
    }
}
