package ai.medsyn.generator.images.phantom;

/** What surgeons leave behind: wires, clips, valves, rods, prostheses. */
final class Implants {

    private final Scene scene;
    private final Mediastinum mediastinum;
    private final Patient patient;
    private final double top;
    private final double front;

    Implants(Scene scene, Mediastinum mediastinum) {
        this.scene = scene;
        this.mediastinum = mediastinum;
        this.patient = scene.patient;
        this.top = patient.apex;
        this.front = -patient.cageDepth - 1.5;
    }

    void draw(Finding finding, float[] metal, Dice dice) {
        int sign = finding.side().sign;
        switch (finding.kind()) {
            case STERNOTOMY_WIRES -> sternotomyWires(metal, dice);
            case SURGICAL_CLIPS ->
                clips(metal, dice, dice.between(3, 7), new double[] {sign * dice.uniform(3, 9), dice.uniform(-4, 6), 2
                });
            case BYPASS_CLIPS ->
                clips(metal, dice, dice.between(5, 11), new double[] {
                    0.5 * mediastinum.heartLeft, mediastinum.heartZ + 2, 2.6
                });
            case CHOLECYSTECTOMY_CLIPS ->
                clips(metal, dice, dice.between(2, 5), new double[] {
                    -dice.uniform(3.5, 6), patient.domeRight - dice.uniform(6, 8.5), 0.7
                });
            case HEART_VALVE -> valve(metal, dice);
            case LOOP_RECORDER -> rod(metal, 0.32, point(4.5, front, 1.5), point(5.6, front, -2.5));
            case SPINAL_HARDWARE -> spinalHardware(metal, dice);
            case SHOULDER_PROSTHESIS -> shoulder(metal, sign);
            case BREAST_IMPLANTS -> breast(metal, sign, dice);
            default -> throw new IllegalArgumentException("not a device: " + finding.kind());
        }
    }

    private static double[] point(double x, double y, double z) {
        return new double[] {x, y, z};
    }

    private void rod(float[] metal, double radius, double[]... control) {
        new Tube(scene.projection, Tube.Section.SOLID, metal).draw(Tube.smooth(control, radius, 12), t -> 1.2);
    }

    /** Loops around the two halves of the breastbone, each with the twist that closes it. */
    private void sternotomyWires(float[] metal, Dice dice) {
        Tube tube = new Tube(scene.projection, Tube.Section.SOLID, metal);
        int wires = dice.between(5, 7);
        double wide = dice.uniform(0.8, 1.15);
        for (int n = 0; n < wires; n++) {
            double z = top - 4.2 - 2.1 * n;
            double x = dice.normal(0, 0.12);
            double turn = dice.normal(0, 0.2);
            double[][] loop = new double[9][];
            for (int i = 0; i < loop.length; i++) {
                double angle = i * StrictMath.PI / 4;
                double u = wide * StrictMath.cos(angle);
                double v = 0.4 * StrictMath.sin(angle);
                loop[i] = point(x + u - turn * v, front + 1, z + v + turn * u);
            }
            tube.draw(Tube.smooth(loop, 0.065, 6), t -> 5);
            double[][] twist = {point(x, front + 1, z - 0.4), point(x + dice.normal(0, 0.25), front + 1, z - 0.95)};
            tube.draw(Tube.smooth(twist, 0.09, 3), t -> 5);
        }
    }

    /**
     * @param place x, z and spread, cm
     */
    private void clips(float[] metal, Dice dice, int count, double[] place) {
        for (int n = 0; n < count; n++) {
            double x = place[0] + dice.normal(0, place[2]);
            double z = place[1] + dice.normal(0, place[2]);
            double turn = dice.uniform(0, StrictMath.PI);
            double dx = 0.35 * StrictMath.cos(turn);
            double dz = 0.35 * StrictMath.sin(turn);
            double[][] clip = {point(x - dx, -3, z - dz), point(x + dx, -3, z + dz)};
            new Tube(scene.projection, Tube.Section.SOLID, metal).draw(Tube.smooth(clip, 0.1, 3), t -> 3.5);
        }
    }

    /** A ring, tilted, where the aortic or the mitral valve lies. */
    private void valve(float[] metal, Dice dice) {
        boolean aortic = dice.chance(0.6);
        double x = aortic ? 0.4 : 0.3 * mediastinum.heartLeft;
        double z = mediastinum.heartZ + (aortic ? 2.2 : 0.2);
        double tilt = dice.uniform(0.35, 0.8);
        double turn = dice.uniform(-0.6, 0.6);
        double[][] ring = new double[17][];
        for (int i = 0; i < ring.length; i++) {
            double angle = i * StrictMath.PI / 8;
            double u = 1.3 * StrictMath.cos(angle);
            double v = 1.3 * tilt * StrictMath.sin(angle);
            ring[i] = point(x + u - turn * v, -4, z + v + turn * u);
        }
        new Tube(scene.projection, Tube.Section.SOLID, metal).draw(Tube.smooth(ring, 0.13, 4), t -> 3.5);
    }

    private void spinalHardware(float[] metal, Dice dice) {
        double upper = dice.uniform(2, 9);
        double lower = upper - dice.uniform(7, 14);
        double y = 0.62 * patient.cageDepth;
        for (int sign : new int[] {-1, 1}) {
            rod(
                    metal,
                    0.27,
                    point(sign * 1.6, y, upper),
                    point(sign * 1.7, y, (upper + lower) / 2),
                    point(sign * 1.6, y, lower));
            for (double z = upper - 0.6; z > lower; z -= 2.3 * patient.scale) {
                rod(metal, 0.22, point(sign * 1.9, y, z), point(sign * 0.8, 0.35 * patient.cageDepth, z - 0.2));
            }
        }
    }

    private void shoulder(float[] metal, int sign) {
        double x = sign * (patient.shoulder - 2.6);
        Ellipsoid.at(x - sign * 0.9, 1, top - 3.4)
                .radii(2.1, 2.1, 1.4)
                .edge(0.3)
                .add(scene.projection, metal, 0.8);
        rod(metal, 0.55, point(x, 1, top - 4), point(x + sign * 0.8, 1, top - 9), point(x + sign * 1.2, 1, top - 12));
    }

    private void breast(float[] metal, int sign, Dice dice) {
        double x = sign * dice.uniform(6.8, 8) * patient.scale;
        double z = patient.apex - 0.68 * patient.lungHeight;
        Ellipsoid.at(x, front, z).radii(5.2, 5, 1.4).edge(0.3).add(scene.projection, metal, 0.16);
    }
}
