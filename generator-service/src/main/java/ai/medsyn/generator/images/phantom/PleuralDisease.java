package ai.medsyn.generator.images.phantom;

/** Fluid and air in the pleural space. */
final class PleuralDisease {

    private final Scene scene;

    PleuralDisease(Scene scene) {
        this.scene = scene;
    }

    /**
     * Fluid settles: it fills the costophrenic angle from below and climbs along the wall (meniscus). In a supine patient it layers
     * behind the lung instead and only veils it, densest at the base.
     */
    void effusion(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        double extent = finding.extent();
        double s = scene.patient.scale;
        float height = (float) ((0.9 + 10.5 * StrictMath.pow(extent, 1.5)) * s);
        float rise = (float) (dice.uniform(1.8, 4) * (0.5 + extent));
        float fall = (float) dice.uniform(1.6, 3.8);
        float medialRise = (float) dice.uniform(0.2, 0.9);
        float soft = (float) dice.uniform(0.3, 0.8);
        float angle = angle(lung);
        float veil = (float) (0.1 + 0.32 * extent);
        boolean layered = scene.acquisition.supine && dice.chance(0.5);
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float wall = Math.max(0, lung.fromWall[k]);
            float meniscus = rise * Shape.expNegative(wall / fall) + medialRise * Shape.expNegative(lung.x[k] / 2);
            float level = angle + height + meniscus;
            float filled = Shape.step(soft, -soft, lung.z[k] - level);
            if (layered) {
                float behind = veil * Shape.step(0.1f, 0.9f, lung.t[k]);
                filled = Math.max(behind, 0.75f * Shape.step(1.5f, -1.5f, lung.z[k] - level + 1));
            }
            lung.fill(k, filled);
            if (filled > (layered ? 0.25f : 0.5f) && lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }

    /** Height of the lateral costophrenic angle: the lowest place that shows near the wall. */
    private static float angle(Lung lung) {
        float lowest = Float.MAX_VALUE;
        for (int k = 0; k < lung.count; k++) {
            if (lung.visible(k) && lung.fromWall[k] < 1.2f) {
                lowest = Math.min(lowest, lung.z[k]);
            }
        }
        return lowest;
    }

    /** Air rises: the lung falls away from apex and side wall, and its edge shows as a thin white line with no vessels beyond. */
    void pneumothorax(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        double extent = finding.extent();
        double s = scene.patient.scale;
        float rim = (float) ((0.7 + 6 * StrictMath.pow(extent, 1.5)) * s);
        float apical = (float) ((1.2 + 4.2 * extent) * dice.uniform(0.8, 1.2));
        float base = (float) Math.max(0, dice.uniform(-0.2, 0.4) + 0.7 * (extent - 0.3));
        float slope = (float) dice.uniform(0.8, 1.4);
        double waves = dice.uniform(4, 9);
        double phase = dice.uniform(0, 6);
        Outline edge = new Outline(z -> {
            double t = (scene.patient.apex - z) / scene.patient.lungHeight;
            double taper = base + (1 - base) * Math.max(0, Math.min(1, 1.1 - t * slope));
            return rim * taper + 0.2 * StrictMath.sin(waves * t + phase);
        });
        float basal = extent > 0.7 ? (float) ((extent - 0.7) * 12) : -30;
        float denser = 1 + (float) (1.1 * extent * extent);
        float line = 0.055f;
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float fromApex = lung.t[k] * (float) scene.patient.lungHeight;
            float inside = rounded(lung.fromWall[k] - edge.at(lung.z[k]), fromApex - apical, 5);
            inside = rounded(inside, lung.aboveDome[k] - basal, 4);
            float lungShare = Shape.step(-0.12f, 0.12f, inside);
            lung.density[k] *= lungShare * denser + (1 - lungShare) * 0.03f;
            lung.vessels[k] *= lungShare;
            scene.extra[lung.index[k]] += line * Shape.bell(inside / 0.09f) * Shape.step(0.5f, 3, lung.thickness[k]);
            if (lungShare < 0.5f && lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }

    /** The smaller of two distances from borders, with the corner between them rounded. */
    private static float rounded(float a, float b, float radius) {
        if (a >= radius || b >= radius) {
            return Math.min(a, b);
        }
        float u = radius - a;
        float v = radius - b;
        return radius - (float) Math.sqrt(u * u + v * v);
    }
}
