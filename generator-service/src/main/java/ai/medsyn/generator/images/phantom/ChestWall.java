package ai.medsyn.generator.images.phantom;

/** What happens outside the lungs: air under the skin, nipples, a missing breast. */
final class ChestWall {

    private final Scene scene;
    private final Patient patient;

    ChestWall(Scene scene) {
        this.scene = scene;
        this.patient = scene.patient;
    }

    /** Air that tracks along the muscles of flank, armpit and neck: dark streaks in their direction. */
    void subcutaneousEmphysema(Finding finding) {
        Dice dice = finding.dice(scene.seed);
        float amount = (float) (scene.acquisition.soft() * (1.3 + 3 * finding.extent()));
        float[] coarse = scene.noise(finding.label() + " patches", 5, 1.2, 0.6);
        float[] streaks = scene.noise(finding.label() + " streaks", 1.6, 0.12, 0.8);
        float wall = (float) (patient.cageWidth - 0.3);
        float lowest = (float) dice.uniform(-9, 1) - 6 * (float) finding.extent();
        float neck = (float) (patient.apex - 1.5);
        Fan fan = new Fan(patient, dice, finding.extent());
        Projection.Plane plane = scene.projection.plane(-2);
        int bit = scene.masks.lesion(finding.label());
        for (int j = 0, i = 0; j < scene.size; j++) {
            for (int column = 0; column < scene.size; column++, i++) {
                float x = plane.x(column, j) * finding.side().sign;
                float z = plane.z(column, j);
                float flank = Shape.step(wall - 0.6f, wall + 0.6f, x) * Shape.step(lowest, lowest + 5, z);
                float shoulder = Shape.step(neck, neck + 2, z) * Shape.step(1.5f, 3.5f, x);
                float where = Math.max(flank, shoulder) * Shape.step(1, 5, scene.body[i]);
                if (where > 0 || x > 3.5f && z > lowest) {
                    scene.extra[i] -= amount * 0.5f * fan.at(x, z) * Shape.step(1, 5, scene.body[i]);
                }
                if (where > 0) {
                    float patch = Shape.step(-0.9f, 0.5f, coarse[i]);
                    float streak = Shape.clamp(0.5f + 0.45f * streaks[i]);
                    scene.extra[i] -= amount * where * patch * (0.15f + 0.85f * streak);
                    if (where * patch > 0.4f) {
                        scene.masks.set(bit, i);
                    }
                }
            }
        }
    }

    /** Air between the fibres of the pectoral muscle, which run together at the humerus: streaks like a ginkgo leaf's veins. */
    private static final class Fan {

        private final float originX;
        private final float originZ;
        private final float strength;
        private final Outline stripes;

        Fan(Patient patient, Dice dice, double extent) {
            originX = (float) (patient.shoulder - 2);
            originZ = (float) (patient.apex - dice.uniform(2.5, 4));
            strength = (float) Math.max(0, extent - 0.15);
            double coarse = dice.uniform(1.6, 2.2);
            double phase = dice.uniform(0, 6);
            stripes = new Outline(u -> StrictMath.pow(
                    Math.max(0, StrictMath.sin(coarse * u + phase) * StrictMath.sin(0.23 * coarse * u + 2 * phase)),
                    2));
        }

        /** Air relative to that in the flank, 0 to 1, at a place of this side. */
        float at(float x, float z) {
            float across = originX - x;
            if (across <= 0.5f) {
                return 0;
            }
            float u = (z - originZ) / (across + 1);
            float inside = Shape.step(-1.5f, -1.1f, u) * Shape.step(0.45f, 0.15f, u);
            return inside == 0
                    ? 0
                    : strength * inside * stripes.at(25 * u) * Shape.step(3.5f, 6, x) * Shape.step(0.5f, 2, across);
        }
    }

    /** Small even discs over the lower lungs, one a side. */
    void nipple(Finding finding) {
        Dice dice = scene.dice("nipples");
        double x = dice.uniform(7.5, 9.5) * patient.scale * finding.side().sign;
        double z = patient.apex - dice.uniform(0.62, 0.78) * patient.lungHeight;
        int bit = scene.masks.lesion(finding.label());
        float contrast = (float) (1.6 * scene.acquisition.soft());
        Ellipsoid.at(x, -patient.cageDepth - 2.5, z)
                .radii(0.5, 0.45, 0.45)
                .edge(0.3)
                .raster(scene.projection, (index, half) -> {
                    scene.extra[index] += contrast * half;
                    scene.masks.set(bit, index);
                });
    }
}
