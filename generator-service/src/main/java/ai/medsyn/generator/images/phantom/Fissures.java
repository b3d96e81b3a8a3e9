package ai.medsyn.generator.images.phantom;

/** The clefts between the lobes, where they happen to lie along the beam: hair lines that fluid widens. */
final class Fissures {

    private final Scene scene;
    private final float height;
    private final float inner;

    Fissures(Scene scene) {
        this.scene = scene;
        this.height = (float) scene.patient.lungHeight;
        this.inner = (float) (3.5 * scene.patient.scale);
    }

    /**
     * A line across a lung, at {@code level + slope x + bow x^2} of its height.
     *
     * @param from distance from the midline at which it begins, cm; it is full 3 cm further out
     */
    private record Line(float level, float slope, float bow, float from) {}

    /**
     * The minor fissure of the right lung shows in half of all people; the upper outer part of a major fissure, which is turned towards
     * the beam where it meets the wall, in one of ten lungs.
     */
    void draw(Lung[] lungs) {
        Dice minor = scene.dice("minor fissure");
        boolean seen = minor.chance(0.5);
        Line across = new Line(
                (float) minor.uniform(0.42, 0.55),
                (float) minor.normal(0, 0.006),
                (float) minor.uniform(0, 0.0012),
                inner);
        if (seen) {
            draw(lungs[0], across, minor.uniform(0.015, 0.045));
        }
        for (Lung lung : lungs) {
            Dice major = scene.dice("major fissure " + lung.side.label());
            boolean turned = major.chance(0.1);
            Line oblique = new Line(
                    (float) major.uniform(0.1, 0.2),
                    (float) major.uniform(0.012, 0.02),
                    (float) major.uniform(0.0005, 0.0012),
                    (float) (major.uniform(5, 7.5) * scene.patient.scale));
            if (turned) {
                draw(lung, oblique, major.uniform(0.012, 0.035));
            }
        }
    }

    private void draw(Lung lung, Line line, double faint) {
        double fluid = scene.findings.extent(FindingKind.PLEURAL_EFFUSION, lung.side);
        float width = (float) (0.06 + 0.08 * fluid);
        float contrast = (float) (faint * (1 + 2 * fluid));
        for (int k = 0; k < lung.count; k++) {
            float x = lung.x[k];
            float off = (lung.t[k] - line.level - line.slope * x - line.bow * x * x) * height / width;
            if (off * off < 12) {
                scene.extra[lung.index[k]] += contrast
                        * Shape.bell(off)
                        * Shape.step(line.from, line.from + 3, x)
                        * Shape.step(1, 4, lung.thickness[k])
                        * lung.vessels[k];
            }
        }
    }
}
