package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/** Fluid and air in the pleural space, and what old disease leaves on the pleura. */
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
        if (finding.is(Trait.LOCULATED)) {
            loculated(finding, lung);
            return;
        }
        Dice dice = finding.dice(scene.seed);
        double extent = finding.extent();
        double s = scene.patient.scale;
        float height = (float) ((0.4 + 11 * StrictMath.pow(extent, 1.5)) * s);
        float rise = (float) (dice.uniform(2, 4.5) * (0.6 + extent));
        float fall = (float) dice.uniform(1.6, 3.8);
        float medialRise = (float) dice.uniform(0.2, 0.9);
        // Upright it has an edge; in a patient who half lies it thins upwards.
        float soft = (float) (scene.acquisition.pa ? dice.uniform(0.35, 1.8) : dice.uniform(0.6, 3.5));
        float film = (float) dice.uniform(0.05, 0.4); // a thin layer of fluid behind the lung, above the level
        float thins = (float) dice.uniform(1.5, 4.5);
        float angle = angle(lung);
        float veil = (float) (0.1 + 0.32 * extent);
        boolean layered = scene.acquisition.supine && dice.chance(0.5);
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float wall = Math.max(0, lung.fromWall[k]);
            float meniscus = rise * Shape.expNegative(wall / fall) + medialRise * Shape.expNegative(lung.x[k] / 2);
            float level = angle + height + meniscus;
            float over = lung.z[k] - level;
            float filled =
                    Math.max(Shape.step(soft, -soft, over), over > 0 ? film * Shape.expNegative(over / thins) : film);
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

    /** Fluid that adhesions hold: a lens that bulges from the wall into the lung, wherever it was caught. */
    private void loculated(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        double s = scene.patient.scale;
        int centre = lung.anchor(
                finding.zone() == Zone.UNSPECIFIED ? dice.uniform(0.4, 0.85) : Zones.height(finding.zone(), dice), 1);
        if (centre < 0) {
            return;
        }
        float half = (float) ((2.2 + 3.5 * finding.extent()) * dice.uniform(0.9, 1.2) * s);
        float bulge = (float) ((1.1 + 3.6 * finding.extent()) * s);
        lens(finding, lung, lung.z[centre], half, bulge);
    }

    /** Blood that a broken rib bleeds lifts the pleura beside it. */
    void hematoma(Finding finding, Lung lung) {
        int bit = scene.masks.lesion(finding.label());
        Projection.Plane plane = scene.projection.plane(1);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < scene.body.length; i++) {
            if (scene.masks.has(bit, i)) {
                sum += plane.z(i % scene.size, i / scene.size);
                count++;
            }
        }
        if (count > 0) {
            Dice dice = scene.dice("hematoma " + lung.side.label());
            float half = (float) (1.8 + 0.8 * Math.max(1, finding.count()) * dice.uniform(0.8, 1.2));
            float bulge = (float) (dice.uniform(0.3, 0.7) + 1.1 * finding.extent());
            lens(finding, lung, (float) (sum / count), half, bulge);
        }
    }

    /** Bulges from the wall at a height into the lung: half height and depth in cm. */
    private void lens(Finding finding, Lung lung, float z, float half, float bulge) {
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float u = (lung.z[k] - z) / half;
            float reach = bulge * (1 - u * u) * (1 - 0.6f * u * u) - 0.3f;
            float filled = u * u < 1 ? Shape.step(0.35f, -0.35f, lung.fromWall[k] - reach) : 0;
            lung.fill(k, 0.92f * filled);
            if (filled > 0.5f && lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }

    /** A rind along the wall, or a cap over the apex; it blunts the angle when it reaches there. */
    void thickening(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        float rind = (float) ((0.5 + 1.7 * finding.extent()) * dice.uniform(0.8, 1.3));
        boolean cap = finding.zone() == Zone.APICAL
                || finding.zone() == Zone.UPPER
                || finding.zone() == Zone.UNSPECIFIED && dice.chance(0.3);
        float from = cap ? -1 : (float) dice.uniform(0.2, 0.6);
        float to = cap ? (float) dice.uniform(0.18, 0.35) : 1.6f;
        float[] rough = scene.noise(finding.label(), 4, 0.8, 0.5);
        float tall = (float) scene.patient.lungHeight;
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float taper = Shape.step(from, from + 0.35f, lung.t[k]) * Shape.step(to, 0.2f * to, lung.t[k]);
            float depth = cap ? Math.min(lung.fromWall[k], 1.1f * lung.t[k] * tall) : lung.fromWall[k];
            float width = rind * taper * (1 + 0.2f * rough[lung.index[k]]);
            float filled = Shape.step(width + 0.2f, width - 0.2f, depth) * Shape.clamp(4 * taper);
            lung.fill(k, 0.85f * filled);
            if (filled > 0.4f && lung.visible(k)) {
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
        float apical = (float) ((1.5 + 4.5 * extent) * dice.uniform(0.8, 1.25));
        boolean atApex = finding.zone() == Zone.APICAL || finding.zone() == Zone.UPPER;
        float base = atApex ? 0 : (float) Math.max(0, dice.uniform(-0.2, 0.4) + 0.7 * (extent - 0.3));
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
        float line = (float) (dice.uniform(0.06, 0.11) * (1 - 0.45 * extent));
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float fromApex = lung.t[k] * (float) scene.patient.lungHeight;
            float inside = rounded(lung.fromWall[k] - edge.at(lung.z[k]), fromApex - apical, 5);
            inside = rounded(inside, lung.aboveDome[k] - basal, 4);
            float lungShare = Shape.step(-0.12f, 0.12f, inside);
            lung.density[k] *= lungShare * denser + (1 - lungShare) * 0.03f;
            lung.vessels[k] *= lungShare;
            scene.extra[lung.index[k]] +=
                    line * Shape.bell((inside - 0.06f) / 0.08f) * Shape.step(0.3f, 2.5f, lung.thickness[k]);
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
