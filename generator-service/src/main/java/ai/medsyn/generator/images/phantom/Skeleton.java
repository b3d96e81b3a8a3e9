package ai.medsyn.generator.images.phantom;

/** Clavicles, scapulae, spine and sternum. */
final class Skeleton {

    private final Scene scene;
    private final Patient patient;
    private final Projection projection;
    private final Dice dice;
    private final double s;

    Skeleton(Scene scene) {
        this.scene = scene;
        this.patient = scene.patient;
        this.projection = scene.projection;
        this.dice = scene.dice("skeleton");
        this.s = patient.scale;
    }

    void draw() {
        new Ribs(scene).draw();
        boolean pa = scene.acquisition.pa;
        double clavicle = patient.apex - (pa ? dice.uniform(1.2, 3.6) : dice.uniform(-0.6, 2.4));
        double rise = pa ? dice.uniform(0.6, 2.6) : dice.uniform(1.2, 3.6);
        double blade = patient.cageWidth * (pa ? dice.uniform(0.88, 1.05) : dice.uniform(0.72, 0.93));
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            clavicle(side, clavicle + dice.normal(0, 0.25), rise + dice.normal(0, 0.35));
            scapula(side, blade + dice.normal(0, 0.4));
        }
        spine();
        sternum();
    }

    private void clavicle(Side side, double z, double rise) {
        double reach = patient.shoulder - 2.2;
        double d = patient.cageDepth;
        double[][] control = {
            {1.5, -0.62 * d, z},
            {1.5 + 0.25 * (reach - 1.5), -0.68 * d, z + 0.25 * rise + 0.75},
            {1.5 + 0.5 * (reach - 1.5), -0.45 * d, z + 0.55 * rise + 0.25},
            {1.5 + 0.75 * (reach - 1.5), -0.15 * d, z + 0.85 * rise - 0.15},
            {reach, -0.02 * d, z + rise}
        };
        for (double[] point : control) {
            point[0] *= side.sign;
        }
        double[][] points = Tube.smooth(control, 0.56 * s, 12);
        for (int i = 0; i < points.length; i++) {
            double t = (double) i / (points.length - 1);
            points[i][3] *= 1 + 0.55 * Math.max(0, 1 - t / 0.12) + 0.3 * Math.max(0, (t - 0.8) / 0.2);
        }
        new Tube(projection, Tube.Section.CORTICAL, scene.bone).draw(points, t -> 1.05);
    }

    private void scapula(Side side, double inner) {
        float top = (float) (patient.apex - 1.8);
        float bottom = (float) (patient.apex - dice.uniform(11, 13.5) * s);
        float outer = (float) (patient.shoulder - 2.3);
        float in = (float) inner;
        float thickness = (float) dice.uniform(0.28, 0.5);
        double y = 0.72 * patient.cageDepth;
        Projection.Plane plane = projection.plane(y);
        for (int j = 0, index = 0; j < scene.size; j++) {
            for (int i = 0; i < scene.size; i++, index++) {
                float z = plane.z(i, j);
                float x = plane.x(i, j) * side.sign;
                float down = Shape.clamp((top - z) / (top - bottom));
                float left = in + 1.4f * down;
                float right = outer - (outer - in - 1.9f) * down;
                if (x > left - 0.3f && x < right + 0.3f && z < top + 0.3f && z > bottom - 0.3f) {
                    scene.bone[index] += thickness
                            * Shape.step(left - 0.15f, left + 0.15f, x)
                            * Shape.step(right + 0.15f, right - 0.15f, x)
                            * Shape.step(top + 0.2f, top - 0.2f, z)
                            * Shape.step(bottom - 0.2f, bottom + 0.2f, z);
                }
            }
        }
        double[][] medialBorder = {{in, y, top}, {in + 0.5, y, (top + bottom) / 2}, {in + 1.4, y, bottom}};
        double[][] lateralBorder = {
            {in + 1.4, y, bottom}, {(in + outer) / 2 + 0.9, y, (top + bottom) / 2}, {outer, y, top}
        };
        double[][] ridge = {
            {in + 0.2, y + 1, top - 2}, {(in + outer) / 2, y + 1.5, top - 0.4}, {outer + 1.2, y, top + 1.6}
        };
        border(side, medialBorder, 0.26, 0.5);
        border(side, lateralBorder, 0.38, 0.75);
        border(side, ridge, 0.36, 0.6);
        Ellipsoid.at(side.sign * (outer + 0.1), y - 2, top - 0.9)
                .radii(0.9, 1.9, 0.9)
                .add(projection, scene.bone, 0.5);
    }

    private void border(Side side, double[][] control, double radius, double share) {
        for (double[] point : control) {
            point[0] *= side.sign;
        }
        new Tube(projection, Tube.Section.CORTICAL, scene.bone).draw(Tube.smooth(control, radius * s, 14), t -> share);
    }

    private void spine() {
        double half = dice.uniform(1.65, 2.05) * s;
        double period = dice.uniform(1.95, 2.35) * s;
        double phase = dice.uniform(0, 1);
        double curve = scene.findings.extent(FindingKind.SCOLIOSIS, Side.MIDLINE);
        double bend = curve > 0 ? (dice.chance(0.7) ? -1 : 1) * (1.2 + 3.3 * curve) : dice.normal(0, 0.5);
        Outline axis = new Outline(z -> bend * StrictMath.exp(-0.5 * (z - 1) * (z - 1) / 49) - bend * 0.35);
        float density = (float) dice.uniform(0.36, 0.62);
        int bit = curve > 0 ? scene.masks.lesion("lesion:" + FindingKind.SCOLIOSIS.label()) : Masks.SPINE;
        Projection.Plane plane = projection.plane(0.5 * patient.cageDepth);
        for (int j = 0, index = 0; j < scene.size; j++) {
            for (int i = 0; i < scene.size; i++, index++) {
                float z = plane.z(i, j);
                float x = plane.x(i, j) - axis.at(z);
                if (Math.abs(x) < 2.2 * half) {
                    float turn = (float) ((z + 60) / period + phase);
                    float within = turn - (int) turn;
                    scene.bone[index] += vertebra(Math.abs(x), within, z, (float) half, (float) period) * density;
                    if (Math.abs(x) < half) {
                        scene.masks.organ(Masks.SPINE, index);
                        scene.masks.set(bit, index);
                    }
                }
            }
        }
    }

    /** Bone in cm at a distance from the axis; {@code within} runs 0 to 1 from one disc to the next. */
    private float vertebra(float x, float within, float z, float half, float period) {
        float taper = 0.92f - 0.22f * Shape.step(-8, (float) patient.apex, z);
        float waist = 1 - 0.1f * 4 * within * (1 - within);
        float width = half * taper * waist;
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

    private void sternum() {
        double y = -patient.cageDepth - 0.3;
        Projection.Plane plane = projection.plane(y);
        float top = (float) patient.apex - 1.5f;
        float half = (float) (1.7 * s);
        for (int j = 0, index = 0; j < scene.size; j++) {
            for (int i = 0; i < scene.size; i++, index++) {
                float z = plane.z(i, j);
                float x = Math.abs(plane.x(i, j));
                if (x < 3.5f) {
                    float manubrium = half * (1 + 0.5f * Shape.step(top - 4, top, z));
                    scene.bone[index] += 0.22f
                            * Shape.step(manubrium + 0.2f, manubrium - 0.2f, x)
                            * Shape.step(top + 0.3f, top - 0.4f, z)
                            * Shape.step(top - 17, top - 15, z);
                }
            }
        }
    }
}
