package ai.medsyn.generator.images.phantom;

/** Lime on the parietal pleura: maps with raised rims seen from the front, dense lines where dome or side wall are seen edge-on. */
final class PleuralPlaques {

    private static final float IN_MASK = 0.5f;

    private final Scene scene;

    PleuralPlaques(Scene scene) {
        this.scene = scene;
    }

    void draw(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        double extent = finding.extent();
        float[] lime = new float[lung.count];
        float[] ragged = scene.noise(finding.label(), 1.6, 0.25, 0.7);
        int maps = 3 + (int) (5 * extent);
        for (int n = 0; n < maps; n++) {
            map(lung, dice, extent, ragged, lime);
        }
        int lines = 1 + (int) (2.5 * extent);
        for (int n = 0; n < lines; n++) {
            edge(lung, dice, ragged, lime, n % 2 == 0);
        }
        float amount = (float) (scene.acquisition.bone() * dice.uniform(0.6, 1.1));
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            if (lime[k] > 0) {
                scene.extra[lung.index[k]] += amount * Math.min(1.3f, lime[k]);
                if (lime[k] > IN_MASK && lung.visible(k)) {
                    scene.masks.set(bit, lung.index[k]);
                }
            }
        }
    }

    /** A "holly leaf": it follows the ribs, which fall towards the front, and is densest along its ragged rim. */
    private static void map(Lung lung, Dice dice, double extent, float[] ragged, float[] lime) {
        int centre = lung.anchor(dice.uniform(0.3, 0.9), dice.uniform(0.25, 0.95));
        float rx = (float) (dice.uniform(1.1, 2.1) * (0.8 + 0.7 * extent));
        float rz = (float) (dice.uniform(0.6, 1.15) * (0.8 + 0.7 * extent));
        float slope = (float) dice.uniform(-0.5, 0.3);
        float inside = (float) dice.uniform(0.7, 0.95);
        for (int k = 0; centre >= 0 && k < lung.count; k++) {
            float dx = lung.x[k] - lung.x[centre];
            float u = dx / rx;
            float v = (lung.z[k] - lung.z[centre] - slope * dx) / rz;
            float r2 = u * u + v * v;
            if (r2 < 5) {
                float border = r2 + 0.6f * ragged[lung.index[k]];
                float plate = Shape.step(1.15f, 0.95f, border);
                float speckled = Shape.clamp(0.85f - 0.25f * ragged[lung.index[k]], 0.4f, 1);
                lime[k] += plate * (inside * speckled + (1 - inside) * Shape.step(0.2f, 0.9f, border));
            }
        }
    }

    /** A piece of the dome's contour or of the side wall, 2 to 3 mm thick. */
    private static void edge(Lung lung, Dice dice, float[] ragged, float[] lime, boolean dome) {
        float from = (float) (dome ? dice.uniform(3.5, 6) : dice.uniform(0.35, 0.6));
        float to = from + (float) (dome ? dice.uniform(2, 5) : dice.uniform(0.12, 0.3));
        float end = dome ? 0.5f : 0.03f;
        for (int k = 0; k < lung.count; k++) {
            float depth = (dome ? lung.aboveDome[k] : lung.fromWall[k]) - 0.2f;
            if (depth * depth < 0.25f) {
                float along = dome ? lung.x[k] : lung.t[k];
                float shows = Shape.step(from, from + end, along) * Shape.step(to, to - end, along);
                lime[k] += shows * Shape.bell(depth / 0.13f) * Shape.clamp(1.1f + 0.5f * ragged[lung.index[k]]);
            }
        }
    }
}
