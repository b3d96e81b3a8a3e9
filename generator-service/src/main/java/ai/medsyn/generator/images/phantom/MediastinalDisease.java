package ai.medsyn.generator.images.phantom;

import java.util.Arrays;

/** Lime and air along the mediastinum's borders. */
final class MediastinalDisease {

    private final Scene scene;
    private final Mediastinum mediastinum;

    MediastinalDisease(Scene scene, Mediastinum mediastinum) {
        this.scene = scene;
        this.mediastinum = mediastinum;
    }

    /** Lime in the wall of the aortic knob, seen edge-on as an arc, and along the descending aorta. */
    void calcify(Finding finding) {
        Dice own = finding.dice(scene.seed);
        float[] lime = scene.map();
        Tube tube = new Tube(scene.projection, Tube.Section.SOLID, lime);
        double[][] arc = new double[20][];
        double from = own.uniform(-1.2, -0.4);
        for (int i = 0; i < arc.length; i++) {
            double angle = from + (0.6 + 1.6 * finding.extent()) * i / (arc.length - 1);
            arc[i] = new double[] {
                mediastinum.knob[0] + 0.96 * mediastinum.knob[1] * StrictMath.cos(angle),
                1,
                mediastinum.archZ + 1.08 * mediastinum.knob[1] * StrictMath.sin(angle),
                0.11
            };
        }
        tube.draw(arc, t -> 3.5 + 4 * finding.extent());
        int bit = scene.masks.lesion(finding.label());
        for (int i = 0; i < lime.length; i++) {
            scene.bone[i] += lime[i];
            if (lime[i] > 0.02f) {
                scene.masks.set(bit, i);
            }
        }
    }

    /**
     * Air along the mediastinum's borders and up into the neck: dark lines, beside each of which the pleura that it lifts shows as a white
     * one; below the heart it makes one line of both domes.
     */
    void outlineWithAir(Finding finding) {
        Dice own = finding.dice(scene.seed);
        float[] air = scene.map();
        float[] pleura = scene.map();
        double s = scene.patient.scale;
        float[] streaks = scene.noise(finding.label(), 2.5, 0.3, 0.7);
        double wide = 0.8 + 0.5 * finding.extent();
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            for (int n = 0; n < 2 + (int) (3 * finding.extent()); n++) {
                double[][] course = course(side, own);
                double radius = own.uniform(0.11, 0.24) * wide;
                draw(course, radius, air);
                if (n == 0) {
                    for (double[] point : course) {
                        point[0] += side.sign * (radius + 0.1);
                    }
                    draw(Arrays.copyOf(course, course.length / 2 + 1), 0.1, pleura);
                }
            }
        }
        if (finding.extent() > 0.4) {
            double dome = (scene.patient.domeRight + scene.patient.domeLeft) / 2;
            draw(new double[][] {{-4 * s, -5, dome + 0.1}, {0, -5, dome - 0.2}, {5 * s, -5, dome + 0.1}}, 0.16, air);
        }
        int bit = scene.masks.lesion(finding.label());
        float gas = (float) scene.acquisition.soft() * 2;
        for (int i = 0; i < air.length; i++) {
            float broken = Shape.clamp(0.75f + 0.4f * streaks[i]);
            scene.extra[i] += broken * gas * (0.4f * Math.min(0.4f, pleura[i]) - Math.min(0.65f, air[i]));
            if (air[i] > 0.05f) {
                scene.masks.set(bit, i);
            }
        }
    }

    /** From beside the heart to the neck. */
    private double[][] course(Side side, Dice own) {
        double s = scene.patient.scale;
        double lower = side == Side.LEFT
                ? mediastinum.heartLeft + scene.patient.shift
                : mediastinum.heartRight - scene.patient.shift;
        double off = own.uniform(-0.5, 0.25);
        return frayed(own, new double[][] {
            {side.sign * (lower * 0.93 + off), -5, mediastinum.heartZ + 0.5},
            {side.sign * (3.1 * s + off), -3, mediastinum.archZ - 2.5},
            {side.sign * (2.9 * s + off), -2, mediastinum.archZ + 1.5},
            {side.sign * (2.4 * s + own.normal(0, 0.5)), -1, scene.patient.apex + 1},
            {side.sign * (3 * s + own.normal(0, 0.8)), -1, scene.patient.apex + 6}
        });
    }

    /** Two more points in each piece, off the straight way: air dissects along what gives way. */
    private static double[][] frayed(Dice own, double[][] control) {
        double[][] points = new double[3 * control.length - 2][];
        for (int i = 0; i < points.length; i++) {
            double[] from = control[i / 3];
            double[] to = control[Math.min(i / 3 + 1, control.length - 1)];
            double share = i % 3 / 3.0;
            points[i] = new double[] {
                Shape.mix(from[0], to[0], share) + (share > 0 ? own.normal(0, 0.13) : 0),
                Shape.mix(from[1], to[1], share),
                Shape.mix(from[2], to[2], share)
            };
        }
        return points;
    }

    private void draw(double[][] control, double radius, float[] map) {
        new Tube(scene.projection, Tube.Section.SOLID, map).draw(Tube.smooth(control, radius, 12), t -> 1.6);
    }
}
