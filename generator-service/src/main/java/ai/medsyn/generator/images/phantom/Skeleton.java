package ai.medsyn.generator.images.phantom;

import java.util.Arrays;
import java.util.List;

/** Ribs, clavicles, scapulae, spine and sternum. */
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
        double clavicle = patient.apex - (pa ? dice.uniform(2.6, 5) : dice.uniform(0.4, 3.6));
        double rise = pa ? dice.uniform(2, 4.6) : dice.uniform(1.6, 4.4);
        double blade = patient.cageWidth * (pa ? dice.uniform(0.88, 1.05) : dice.uniform(0.72, 0.93));
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            clavicle(side, clavicle + dice.normal(0, 0.25), rise + dice.normal(0, 0.35));
            scapula(side, blade + dice.normal(0, 0.4));
        }
        new Spine(scene, dice).draw();
        sternum();
        double osteopenia = scene.findings.extent(FindingKind.OSTEOPENIA, Side.MIDLINE);
        if (osteopenia > 0) {
            float left = (float) (0.8 - 0.4 * osteopenia);
            for (int i = 0; i < scene.bone.length; i++) {
                scene.bone[i] *= left;
            }
        }
    }

    private void clavicle(Side side, double z, double rise) {
        double reach = patient.shoulder - 2.2;
        double d = patient.cageDepth;
        double[][] control = {
            {1.5, -0.62 * d, z},
            {1.5 + 0.25 * (reach - 1.5), -0.68 * d, z + 0.35 * rise + 0.6},
            {1.5 + 0.5 * (reach - 1.5), -0.45 * d, z + 0.7 * rise + 0.3},
            {1.5 + 0.75 * (reach - 1.5), -0.15 * d, z + 0.95 * rise - 0.1},
            {reach, -0.02 * d, z + rise}
        };
        for (double[] point : control) {
            point[0] *= side.sign;
        }
        double[][] points = Tube.smooth(control, 0.6 * s, 12);
        for (int i = 0; i < points.length; i++) {
            double t = (double) i / (points.length - 1);
            points[i][3] *= 1 + 0.55 * Math.max(0, 1 - t / 0.12) + 0.3 * Math.max(0, (t - 0.8) / 0.2);
        }
        double broken = scene.findings.extent(FindingKind.CLAVICLE_FRACTURE, side);
        float[] bone = scene.map();
        Tube tube = new Tube(projection, Tube.Section.CORTICAL, bone);
        for (double[][] piece : broken > 0 ? fracture(points, broken, side) : List.<double[][]>of(points)) {
            tube.draw(piece, t -> 1.3);
        }
        scene.addBone(bone, side == Side.RIGHT ? Masks.RIGHT_CLAVICLE : Masks.LEFT_CLAVICLE);
    }

    /** The middle third breaks: the neck's muscles lift the end of the inner piece, the arm pulls the outer one down and under it. */
    private List<double[][]> fracture(double[][] points, double extent, Side side) {
        int middle = points.length / 2;
        double fall = 0.9 + 1.4 * extent;
        double[][] outer = new double[points.length - middle][];
        for (int i = 0; i < outer.length; i++) {
            double near = 1 - 0.6 * i / (outer.length - 1);
            double[] point = points[middle + i].clone();
            point[0] -= side.sign * (0.3 + 0.9 * extent) * near;
            point[2] -= fall * near;
            outer[i] = point;
        }
        double[][] inner = Arrays.copyOf(points, middle + 1);
        for (int i = 0; i <= middle; i++) {
            inner[i][2] += (0.35 + 0.4 * extent) * i * i / (middle * middle);
        }
        int bit = scene.masks.lesion("lesion:" + FindingKind.CLAVICLE_FRACTURE.label() + ":" + side.label());
        Ellipsoid.at(points[middle][0], points[middle][1], points[middle][2] - 0.4 * fall)
                .radii(1.6, 1.5, 1)
                .raster(projection, (index, half) -> scene.masks.set(bit, index));
        return List.of(inner, outer);
    }

    private void scapula(Side side, double inner) {
        float top = (float) (patient.apex - 1.8);
        float bottom = (float) (patient.apex - dice.uniform(11, 13.5) * s);
        float outer = (float) (patient.shoulder - 2.3);
        float in = (float) inner;
        float[] bone = scene.map();
        float thickness = (float) dice.uniform(0.35, 0.9);
        double y = 0.72 * patient.cageDepth;
        Projection.Plane plane = projection.plane(y);
        Projection.Box box =
                projection.box(side.sign * (in - 0.5), side.sign * (outer + 0.5), y, bottom - 0.5, top + 0.5);
        for (int j = box.top(); j <= box.bottom(); j++) {
            for (int i = box.left(); i <= box.right(); i++) {
                int index = j * scene.size + i;
                float z = plane.z(i, j);
                float x = plane.x(i, j) * side.sign;
                float down = Shape.clamp((top - z) / (top - bottom));
                float left = in + 1.4f * down;
                float right = outer - (outer - in - 1.9f) * down;
                if (x > left - 0.3f && x < right + 0.3f && z < top + 0.3f && z > bottom - 0.3f) {
                    bone[index] += thickness
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
        border(side, medialBorder, 0.26, 0.7, bone);
        border(side, lateralBorder, 0.42, 0.95, bone);
        border(side, ridge, 0.42, 0.9, bone);
        Ellipsoid.at(side.sign * (outer + 0.1), y - 2, top - 0.9)
                .radii(0.9, 1.9, 0.9)
                .add(projection, bone, 0.7);
        scene.addBone(bone, side == Side.RIGHT ? Masks.RIGHT_SCAPULA : Masks.LEFT_SCAPULA);
    }

    private void border(Side side, double[][] control, double radius, double share, float[] bone) {
        for (double[] point : control) {
            point[0] *= side.sign;
        }
        new Tube(projection, Tube.Section.CORTICAL, bone).draw(Tube.smooth(control, radius * s, 14), t -> share);
    }

    private void sternum() {
        double y = -patient.cageDepth - 0.3;
        Projection.Plane plane = projection.plane(y);
        float top = (float) patient.apex - 1.5f;
        float half = (float) (1.7 * s);
        Projection.Box box = projection.box(-3.5, 3.5, y, top - 17.5, top + 0.5);
        for (int j = box.top(); j <= box.bottom(); j++) {
            for (int i = box.left(); i <= box.right(); i++) {
                int index = j * scene.size + i;
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
