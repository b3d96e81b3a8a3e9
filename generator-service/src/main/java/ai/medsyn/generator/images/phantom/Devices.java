package ai.medsyn.generator.images.phantom;

/** Tubes, lines and pacemakers; other metal is left to {@link Implants}. They lie where they should: tips above the carina, at the cavoatrial junction, below the diaphragm. */
final class Devices {

    private static final float IN_MASK = 0.02f;

    private final Scene scene;
    private final Mediastinum mediastinum;
    private final Patient patient;
    private final double top;
    private final double front;

    Devices(Scene scene, Mediastinum mediastinum) {
        this.scene = scene;
        this.mediastinum = mediastinum;
        this.patient = scene.patient;
        this.top = patient.apex;
        this.front = -patient.cageDepth - 1.5;
    }

    void draw(Finding finding) {
        Dice dice = finding.dice(scene.seed);
        float[] metal = scene.map();
        int sign = finding.side().sign;
        switch (finding.kind()) {
            case PACEMAKER -> pacemaker(metal, sign, dice);
            case ENDOTRACHEAL_TUBE -> endotrachealTube(metal, dice);
            case TRACHEOSTOMY_TUBE -> tracheostomy(metal, dice);
            case ENTERIC_TUBE -> entericTube(metal, dice);
            case CENTRAL_VENOUS_CATHETER -> centralLine(metal, sign, jugular(finding, dice), dice);
            case PICC -> picc(metal, sign, dice);
            case PULMONARY_ARTERY_CATHETER -> pulmonaryArteryCatheter(metal, dice);
            case BALLOON_PUMP -> balloonPump(metal, dice);
            case PORT_CATHETER -> port(metal, sign, dice);
            case CHEST_TUBE -> chestTube(metal, sign, dice);
            case MEDIASTINAL_DRAIN -> mediastinalDrain(metal, dice);
            case MONITORING_LEADS -> leads(metal, dice);
            default -> new Implants(scene, mediastinum).draw(finding, metal, dice);
        }
        int bit = scene.masks.lesion(finding.label());
        for (int i = 0; i < metal.length; i++) {
            scene.metal[i] += metal[i];
            if (metal[i] > IN_MASK) {
                scene.masks.set(bit, i);
            }
        }
    }

    private void line(float[] metal, double radius, double share, double[]... control) {
        new Tube(scene.projection, Tube.Section.HOLLOW, metal).draw(Tube.smooth(control, radius, 16), t -> share);
    }

    private void wire(float[] metal, double radius, double share, double[]... control) {
        new Tube(scene.projection, Tube.Section.SOLID, metal).draw(Tube.smooth(control, radius, 16), t -> share);
    }

    private static double[] point(double x, double y, double z) {
        return new double[] {x, y, z};
    }

    private double[] cavoatrialJunction(double below) {
        return point(-2.5 * patient.scale, -1.5, mediastinum.carinaZ - 3.5 - below);
    }

    private double[] cava() {
        return point(-2.3 * patient.scale, -1.5, mediastinum.archZ + 0.5);
    }

    private void pacemaker(float[] metal, int sign, Dice dice) {
        double x = sign * dice.uniform(7.2, 9) * patient.scale;
        double z = top - dice.uniform(3.6, 5.6);
        Ellipsoid.at(x, front, z)
                .radii(2.4, 1.9, 0.6)
                .turned(sign * 0.5)
                .edge(0.14)
                .add(scene.projection, metal, 0.85);
        Ellipsoid.at(x - sign * 0.9, front, z + 1.5)
                .radii(1.1, 0.7, 0.4)
                .turned(sign * 0.5)
                .edge(0.2)
                .add(scene.projection, metal, 0.5);
        double[] start = point(x - sign * 0.6, front + 0.5, z + 1.7);
        double[] entry = point(sign * 5.2, -5, top - 1.5);
        double[] middle = point(sign * 1.2, -3, top - 3);
        double heart = mediastinum.heartZ;
        double[] apex = point(0.62 * mediastinum.heartLeft, -7, heart - 2.6);
        double[] atrium = point(-2.2, -4, heart - 0.5);
        double[] tricuspid = point(0.8, -6, heart - 2.4);
        double[] appendage = point(-2.4, -5, heart + 1.4);
        double[] loop = point(-3.2, -4, heart + 0.2);
        wire(metal, 0.1, 2.2, start, entry, middle, cava(), cavoatrialJunction(1), atrium, tricuspid, apex);
        wire(metal, 0.1, 2.2, start, entry, middle, cava(), cavoatrialJunction(0.5), loop, appendage);
    }

    private void endotrachealTube(float[] metal, Dice dice) {
        double tip = mediastinum.carinaZ + dice.uniform(2, 5);
        double arch = mediastinum.archZ;
        double[] a = point(patient.shift * 0.2, 0.5, top + 9);
        double[] b = point(Airways.tracheaX(top, arch) + patient.shift * 0.4, 0.5, top);
        double[] c = point(Airways.tracheaX(tip, arch) + patient.shift * 0.7, 1.5, tip);
        line(metal, 0.48, 0.2, a, b, c);
        wire(
                metal,
                0.07,
                2,
                point(a[0] + 0.4, a[1], a[2]),
                point(b[0] + 0.4, b[1], b[2]),
                point(c[0] + 0.4, c[1], c[2]));
    }

    private void entericTube(float[] metal, Dice dice) {
        double end = patient.domeLeft - dice.uniform(4, 7);
        wire(
                metal,
                0.17,
                1.3,
                point(0.2, 3, top + 9),
                point(0.6, 3.5, top),
                point(0.3, 4, mediastinum.carinaZ),
                point(1, 4, patient.domeLeft + 3),
                point(2.2, 2, patient.domeLeft - 1.5),
                point(dice.uniform(3.5, 6.5), 0, end));
    }

    /** Where the text does not say, every second line enters at the neck. */
    private static boolean jugular(Finding finding, Dice dice) {
        boolean usual = dice.chance(0.5);
        return finding.is(Trait.JUGULAR) || usual && !finding.is(Trait.SUBCLAVIAN);
    }

    private void centralLine(float[] metal, int sign, boolean jugular, Dice dice) {
        double below = dice.uniform(-1.5, 1.5);
        if (jugular) {
            line(
                    metal,
                    0.14,
                    1.9,
                    point(sign * 4.2, -2, top + 7),
                    point(sign * 3.4, -2, top + 1),
                    point(sign < 0 ? -2.6 : 1.5, -2, top - 3),
                    cava(),
                    cavoatrialJunction(below));
        } else { // subclavian or from the arm
            line(
                    metal,
                    0.14,
                    1.9,
                    point(sign * 15, 0, top - 3),
                    point(sign * 9, -3, top - 1.6),
                    point(sign * 4, -4, top - 1.8),
                    point(sign < 0 ? -2.6 : 1, -3, top - 3.4),
                    cava(),
                    cavoatrialJunction(below));
        }
    }

    private void tracheostomy(float[] metal, Dice dice) {
        double tip = mediastinum.carinaZ + dice.uniform(3.5, 5.5);
        double x = Airways.tracheaX(tip, mediastinum.archZ) + patient.shift * 0.6;
        line(metal, 0.55, 0.35, point(x, -3, top + 2.2), point(x, 0.2, top + 1.6), point(x, 1.3, tip));
        wire(metal, 0.14, 1.2, point(x - 2.6, -4, top + 2.6), point(x, -4, top + 2.1), point(x + 2.6, -4, top + 2.6));
    }

    private void picc(float[] metal, int sign, Dice dice) {
        line(
                metal,
                0.11,
                2.6,
                point(sign * (patient.shoulder - 1), 0, top - 14),
                point(sign * (patient.shoulder - 2.5), 0, top - 6),
                point(sign * 10, -2, top - 2.6),
                point(sign * 4.5, -4, top - 1.8),
                point(sign < 0 ? -2.5 : 1.2, -3, top - 3.2),
                cava(),
                cavoatrialJunction(dice.uniform(-1.5, 1)));
    }

    /** From the neck through the right heart into the right pulmonary artery. */
    private void pulmonaryArteryCatheter(float[] metal, Dice dice) {
        double heart = mediastinum.heartZ;
        line(
                metal,
                0.13,
                1.4,
                point(-4, -2, top + 7),
                point(-3.2, -2, top + 1),
                cava(),
                point(-2.8, -4, heart + 0.5),
                point(0.4, -6, heart - 2),
                point(2.4, -5, heart + 1.8),
                point(1.6, -2.5, mediastinum.carinaZ - 1.5),
                point(-dice.uniform(1.5, 3.5), 0, mediastinum.carinaZ - dice.uniform(2, 3)));
    }

    /** Only the marker at its tip, below the arch, is dense. */
    private void balloonPump(float[] metal, Dice dice) {
        double z = mediastinum.archZ - dice.uniform(1.5, 3.5);
        double x = dice.uniform(1.2, 2);
        wire(metal, 0.16, 2.5, point(x, 4, z), point(x, 4, z - 0.5), point(x, 4, z - 0.9));
        wire(metal, 0.07, 1, point(x, 4, z - 0.9), point(x, 4, z - 9), point(x - 0.3, 4, patient.domeLeft - 10));
    }

    private void mediastinalDrain(float[] metal, Dice dice) {
        double side = dice.normal(0, 1.2);
        line(
                metal,
                0.4,
                0.5,
                point(side * 0.4, front, patient.domeLeft - 9),
                point(side, -7, patient.domeLeft - 1),
                point(side + 0.4, -7, mediastinum.heartZ + 2),
                point(side + 0.2, -6, mediastinum.archZ - dice.uniform(0, 3)));
    }

    private void port(float[] metal, int sign, Dice dice) {
        double x = sign * dice.uniform(6.5, 8.5) * patient.scale;
        double z = top - dice.uniform(4.5, 7);
        Ellipsoid.at(x, front, z).radii(1.25, 1.25, 0.5).edge(0.2).add(scene.projection, metal, 0.5);
        Ellipsoid.at(x, front, z).radii(0.7, 0.7, 0.4).edge(0.2).add(scene.projection, metal, -0.3);
        line(
                metal,
                0.13,
                1.9,
                point(x, front, z + 1),
                point(sign * 5, -4, top - 0.6),
                point(sign * 2.4, -3, top - 2.2),
                cava(),
                cavoatrialJunction(dice.uniform(-1, 1)));
    }

    private void chestTube(float[] metal, int sign, Dice dice) {
        double w = patient.cageWidth;
        double entry = dice.uniform(-7, -2);
        line(
                metal,
                0.42,
                0.5,
                point(sign * (w + 6), 2, entry - 3),
                point(sign * (w + 0.5), 2, entry),
                point(sign * 0.75 * w, 3, entry + 3),
                point(sign * 0.58 * w, 4, 3),
                point(sign * dice.uniform(0.38, 0.52) * w, 3, top - dice.uniform(2.5, 5)));
    }

    private void leads(float[] metal, Dice dice) {
        for (int n = 0; n < 4; n++) {
            double x = (n % 2 == 0 ? -1 : 1) * dice.uniform(6, 12);
            double z = n < 2 ? top - dice.uniform(2, 6) : dice.uniform(-9, -4);
            Ellipsoid.at(x, front, z).radii(0.65, 0.65, 0.3).edge(0.2).add(scene.projection, metal, 0.35);
            wire(
                    metal,
                    0.07,
                    1.3,
                    point(x, front, z),
                    point(x + dice.normal(0, 2), front, z - 5),
                    point(dice.normal(0, 5), front, -12),
                    point(dice.uniform(-14, 14), front, -24));
        }
    }
}
