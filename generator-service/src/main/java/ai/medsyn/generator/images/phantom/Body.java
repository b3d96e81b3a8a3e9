package ai.medsyn.generator.images.phantom;

/** The outer shape: trunk, neck, arms, breasts or pectoral muscles, and the fat below the skin. */
final class Body {

    private final Scene scene;
    private final Patient patient;
    private final Dice dice;
    private final double wall;
    /** How much higher the trapezius meets the neck than the shoulders lie, cm. */
    private final double shoulderSlope;
    /** How far the shoulders are drawn up, cm: more in a patient who lies. */
    private final double shrug;

    Body(Scene scene) {
        this.scene = scene;
        this.patient = scene.patient;
        this.dice = scene.dice("body");
        this.wall = 1.6 + patient.fat;
        this.shoulderSlope = dice.uniform(0, 1.6) + (scene.acquisition.pa ? 0.2 : 0);
        this.shrug = scene.acquisition.pa ? dice.uniform(0, 2.6) : dice.uniform(1.6, 5.5);
    }

    void draw() {
        trunk();
        double spread = scene.acquisition.pa ? dice.uniform(4, 20) : dice.uniform(0, 11);
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            arm(side, spread + dice.normal(0, 0.4));
        }
        if (patient.female) {
            breasts();
        } else {
            pectorals();
        }
        if (!scene.acquisition.pa) {
            jaw();
        }
        softTissueTexture();
        shading();
    }

    /** Heights at which width and depth of the trunk are given: abdomen, chest, shoulders, neck. */
    private double[] heights() {
        double top = patient.apex;
        double chest = patient.domeRight - 6;
        double slope = shoulderSlope;
        return new double[] {
            -40,
            chest,
            -2,
            top - 10,
            top - 7.5 + 0.6 * shrug,
            top - 5.2 + 0.8 * shrug,
            top - 3.4 + shrug,
            top - 1.2 + shrug + 0.3 * slope,
            top + 0.3 + shrug + 0.8 * slope,
            top + 2.2 + shrug + slope,
            top + 16
        };
    }

    private Outline width() {
        double w = patient.cageWidth + wall;
        double sides = patient.belly;
        double shoulder = patient.shoulder;
        double neck = patient.neck;
        return new Outline(heights(), new double[] {
            w + sides,
            w + 0.7 * sides,
            w,
            w + 2,
            w + 4,
            0.97 * shoulder,
            shoulder,
            0.78 * shoulder,
            0.46 * shoulder,
            1.25 * neck,
            neck
        });
    }

    private Outline depth() {
        double d = patient.cageDepth;
        double abdomen = d + 0.9 * wall;
        double neck = patient.neck;
        return new Outline(heights(), new double[] {
            abdomen + patient.belly,
            abdomen + 0.6 * patient.belly,
            d + 0.8 * wall,
            d + 0.75 * wall,
            0.97 * d + 0.7 * wall,
            0.9 * d + 0.6 * wall,
            0.82 * d + 0.5 * wall,
            0.76 * d + 0.5 * wall,
            0.74 * d + 0.5 * wall,
            2.2 * neck,
            2.5 * neck
        });
    }

    /** Chest and abdomen, and around the lungs' upper outer parts the muscles that move the shoulders. */
    private void trunk() {
        Outline width = width();
        Outline depth = depth();
        double power = dice.uniform(2.3, 3.3);
        Shape.Table section = new Shape.Table(u -> StrictMath.pow(1 - StrictMath.pow(u, power), 1 / power));
        Shape.Table skin =
                new Shape.Table(u -> 1 / StrictMath.max(StrictMath.pow(1 - StrictMath.pow(u, power), 0.35), 0.25));
        Projection.Plane plane = scene.projection.plane(0);
        float fat = (float) (1.6 * patient.fat);
        double muscle = dice.uniform(1, 3.5) * (patient.female ? 0.8 : 1.1);
        Outline muscles = new Outline(
                new double[] {-12, 1, patient.apex - 4, patient.apex + 1},
                new double[] {0.35 * muscle, 0.7 * muscle, muscle, 0});
        float shouldersFrom = (float) patient.apex - 3;
        float inner = (float) (0.5 * patient.cageWidth);
        float outer = (float) (0.95 * patient.cageWidth);
        for (int j = 0, index = 0; j < scene.size; j++) {
            for (int i = 0; i < scene.size; i++, index++) {
                float z = plane.z(i, j);
                float u = Math.abs(plane.x(i, j)) / width.at(z);
                if (u < 1) {
                    float girdle = muscles.at(z) * Shape.step(inner, outer, Math.abs(plane.x(i, j)));
                    // Shoulders slope to thin edges above the chest; the neck is thick in the middle.
                    float above = Shape.step(shouldersFrom, shouldersFrom + 5, z);
                    float slope = 1 - 0.5f * u * above;
                    float round = section.at(u * (1 - 0.07f * above)); // their skin is a line, for their edge is blunt
                    float thickness = 2 * depth.at(z) * round * slope + girdle;
                    scene.body[index] = thickness;
                    scene.fat[index] = Math.min(fat * skin.at(u), thickness);
                }
            }
        }
    }

    private void arm(Side side, double spread) {
        float top = (float) (patient.apex + 0.7 * shrug);
        float shoulder = (float) (patient.shoulder - 2.6);
        float radius = (float) (3.9 + 0.5 * patient.fat);
        float slope = (float) (spread / 30);
        Projection.Plane plane = scene.projection.plane(1);
        double inner = side.sign * (shoulder - radius);
        double outer = side.sign * (shoulder + radius + 40 * slope);
        Projection.Box box = scene.projection.box(inner, outer, 1, -50, top + 1);
        for (int j = box.top(); j <= box.bottom(); j++) {
            for (int i = box.left(); i <= box.right(); i++) {
                int index = j * scene.size + i;
                float z = plane.z(i, j);
                float d = plane.x(i, j) * side.sign - shoulder - slope * (top - z);
                float q = radius * radius - d * d;
                if (q > 0) {
                    float arm = 2 * (float) Math.sqrt(q) * Shape.step(top + 0.5f, top - 4.5f, z);
                    scene.body[index] = Math.max(scene.body[index], arm) + 0.25f * Math.min(scene.body[index], arm);
                }
            }
        }
        double x = side.sign * (shoulder + 0.2);
        double[][] shaft = new double[24][];
        for (int k = 0; k < shaft.length; k++) {
            double down = 1.5 + k * 1.3;
            shaft[k] = new double[] {side.sign * (shoulder + slope * down), 1, top - down, 1.15};
        }
        new Tube(scene.projection, Tube.Section.CORTICAL, scene.bone).draw(shaft, t -> 0.85);
        Ellipsoid.at(x - side.sign * 0.8, 1, top - 1.2).radii(2.3, 2.3, 2).add(scene.projection, scene.bone, 0.62);
    }

    private void breasts() {
        double size = dice.uniform(1, 4.2) + 0.6 * patient.fat;
        double s = patient.cageWidth / 13;
        double x = dice.uniform(7, 9.5) * s;
        double z = patient.apex - patient.lungHeight * dice.uniform(0.54, 0.88) - 0.4 * patient.fat;
        double radius = dice.uniform(5, 7.2) * s + 0.4 * patient.fat;
        double drop = dice.uniform(0.75, 0.95);
        double y = -patient.cageDepth - 2;
        float amount = (float) ((0.6 * scene.acquisition.fat() + 0.4 * scene.acquisition.soft()) * size);
        Projection.Plane plane = scene.projection.plane(y);
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            double dropped = z + dice.normal(0, 0.5);
            int missing = mastectomy(side);
            Projection.Box box = scene.projection.box(
                    side.sign * x - radius, side.sign * x + radius, y, dropped - radius, dropped + 2.2 * radius);
            for (int j = box.top(); j <= box.bottom(); j++) {
                for (int i = box.left(); i <= box.right(); i++) {
                    int index = j * scene.size + i;
                    float dx = (float) ((plane.x(i, j) - side.sign * x) / radius);
                    float above = (float) (plane.z(i, j) - dropped);
                    float dz = above / (float) (above > 0 ? radius * 2.2 : radius * drop);
                    float q = 1 - dx * dx - dz * dz;
                    if (q > 0) {
                        float upper = Shape.clamp(0.35f + 1.6f * dz); // full below, fading into the chest wall above
                        float profile = (1 - upper) * (float) Math.sqrt(q) + upper * q * q;
                        if (missing >= 0) {
                            scene.masks.set(missing, index);
                        } else {
                            scene.extra[index] += amount * profile * Shape.step(0, 6, scene.body[index] + 3 * q);
                        }
                    }
                }
            }
        }
    }

    /** The bit of a breast that was removed, -1 if it is there. */
    private int mastectomy(Side side) {
        boolean removed = scene.findings.extent(FindingKind.MASTECTOMY, side) > 0;
        return removed ? scene.masks.lesion("lesion:" + FindingKind.MASTECTOMY.label() + ":" + side.label()) : -1;
    }

    private void pectorals() {
        double amount = scene.acquisition.soft() * dice.uniform(0.1, 0.55);
        double s = patient.cageWidth / 13;
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            Ellipsoid.at(side.sign * 8.5 * s, -patient.cageDepth - 1, patient.apex - 5.5)
                    .radii(7, 5, 1)
                    .turned(side.sign * 0.5)
                    .add(scene.projection, scene.extra, amount);
        }
    }

    /** At the bedside the chin often hangs into the film. */
    private void jaw() {
        double x = dice.normal(0, 1.5);
        double z = patient.apex + dice.uniform(6.5, 12);
        double[] size = {dice.uniform(5, 6.5), dice.uniform(3.5, 5)};
        if (dice.chance(0.7)) {
            Projection projection = scene.projection;
            Ellipsoid chin = Ellipsoid.at(x, -4, z).radii(size[0], size[1], 5).edge(0.36);
            chin.raster(projection, (index, half) -> scene.body[index] = Math.max(scene.body[index], 9 + 1.5f * half));
            Ellipsoid.at(x, -4, z)
                    .radii(size[0] * 0.85, size[1] * 0.8, 1)
                    .edge(0.36)
                    .add(projection, scene.bone, 0.5);
        }
    }

    /** The heel effect, a turned patient, uneven couches: slow changes across the film that have no anatomy behind them. */
    private void shading() {
        float acrossX = (float) dice.normal(0, 0.012);
        float acrossZ = (float) dice.normal(0, 0.012);
        float uneven = (float) Math.max(0, dice.normal(0.02, 0.04));
        float[] slow = scene.noise("shading", 16, 8, 0.5);
        Projection.Plane plane = scene.projection.plane(0);
        for (int j = 0, index = 0; j < scene.size; j++) {
            for (int i = 0; i < scene.size; i++, index++) {
                float change = acrossX * plane.x(i, j) + acrossZ * plane.z(i, j) + uneven * slow[index];
                scene.extra[index] += change * Shape.step(0, 3, scene.body[index]);
            }
        }
    }

    private void softTissueTexture() {
        float[] noise = scene.noise("soft tissue", 8, 0.5, 0.42);
        for (int i = 0; i < noise.length; i++) {
            scene.extra[i] += 0.0065f * scene.body[i] * noise[i];
        }
    }
}
