package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/** Disease of whole lungs: edema, fibrosis, emphysema. */
final class InterstitialDisease {

    private static final float IN_MASK = 0.35f;

    private final Scene scene;
    private final Patient patient;

    InterstitialDisease(Scene scene) {
        this.scene = scene;
        this.patient = scene.patient;
    }

    /** A haze that is densest around the hila, blurred vessels, thickened septa at the base (Kerley B). */
    void edema(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        float extent = (float) finding.extent();
        float hilumX = (float) (3.6 * patient.scale);
        float hilumZ = (float) (patient.apex - 0.52 * patient.lungHeight);
        float rx = (float) (0.34 * patient.cageWidth);
        float rz = (float) (0.3 * patient.lungHeight);
        float alveolar = finding.is(Trait.ALVEOLAR) ? 1.3f : finding.is(Trait.INTERSTITIAL) ? 0.6f : 1;
        float strength = (float) Math.min(0.85, (0.26 + 0.56 * extent) * dice.uniform(0.9, 1.1) * alveolar);
        float[] patches = scene.noise("edema", 3, 0.3, 0.7);
        float[] septa = scene.noise("septa", 0.9, 0.16, 0.8);
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            int i = lung.index[k];
            float dx = (lung.x[k] - hilumX) / rx;
            float dz = (lung.z[k] - hilumZ) / rz;
            float haze = (0.3f + 0.7f * Shape.expNegative(0.5f * (dx * dx + dz * dz)))
                    * Shape.step(0, 0.4f, lung.t[k])
                    * (0.15f + 0.85f * Zones.share(finding.zone(), lung.t[k]));
            float cover = Shape.clamp(haze * (1 + 0.17f * patches[i]));
            lung.air[k] *= 1 - cover * strength;
            lung.vessels[k] *= 1 - cover * (0.15f + 0.4f * extent); // their borders blur
            scene.extra[i] += 0.01f * (0.6f + extent) * Math.abs(septa[i]) * Shape.step(1, 5, lung.thickness[k]);
            if (haze * (0.75f + 0.5f * extent) > IN_MASK && lung.visible(k)) {
                scene.masks.set(bit, i);
            }
        }
        int lines = dice.between(3, 5) + (int) (7 * extent) + (finding.is(Trait.INTERSTITIAL) ? 6 : 0);
        for (int n = 0; n < lines; n++) {
            septalLine(lung, dice);
        }
    }

    /** A short horizontal line that reaches the lateral pleura. */
    private void septalLine(Lung lung, Dice dice) {
        int end = lung.anchor(dice.uniform(0.7, 1.02), 1);
        float length = (float) dice.uniform(1, 2);
        float slope = (float) dice.normal(0, 0.08);
        for (int k = 0; end >= 0 && k < lung.count; k++) {
            float along = lung.x[end] - lung.x[k];
            float off = (lung.z[k] - lung.z[end] - slope * along) / 0.06f;
            if (along >= 0 && along < length && off * off < 10) {
                scene.extra[lung.index[k]] += 0.05f * Shape.bell(off) * Shape.step(length, 0.5f * length, along);
            }
        }
    }

    /**
     * A net of lines towards the wall and, if the text names no zone, mostly at the bases (usual interstitial pneumonia), at times all over or
     * in the upper lungs (sarcoidosis, old tuberculosis); finer when mild, with small cysts (honeycombs) when severe; the borders of heart and
     * domes blur. The lung shrinks ({@link Patient}).
     */
    void fibrosis(Finding finding, Lung lung) {
        float extent = (float) finding.extent();
        float wide = (float) patient.cageWidth;
        float[] net = scene.noise("net", 0.8, 0.16, 0.9);
        float[] patches = scene.noise("net patches", 4, 0.8, 0.5);
        int bit = scene.masks.lesion(finding.label());
        Zone zone = finding.zone() == Zone.UNSPECIFIED ? usualZone() : finding.zone();
        float start = 0.54f - 0.27f * extent;
        float lines = 0.16f + 0.24f * extent;
        float cysts = 0.4f * extent * extent;
        for (int k = 0; k < lung.count; k++) {
            int i = lung.index[k];
            float low =
                    zone == Zone.BASILAR ? Shape.step(start, start + 0.4f, lung.t[k]) : Zones.share(zone, lung.t[k]);
            float outer = 0.45f + 0.55f * Shape.step(0.25f * wide, 0.85f * wide, lung.x[k]);
            float cover = Shape.clamp(low * outer * (1 + 0.35f * patches[i]));
            float shows = cover * Shape.step(0.5f, 4, lung.thickness[k]) * Shape.step(-3, 0, lung.aboveDome[k]);
            float ridge = Shape.clamp(1 - Math.abs(net[i]) * 1.7f);
            float cyst = cysts * Shape.step(0.7f, 1.7f, net[i]);
            scene.extra[i] += shows * lines * ridge;
            lung.fill(k, cover * (0.13f + 0.28f * extent) * (1 - cyst));
            if (low * outer > IN_MASK && lung.visible(k)) {
                scene.masks.set(bit, i);
            }
        }
    }

    /** The same for both lungs. */
    private Zone usualZone() {
        double u = scene.dice("fibrosis").uniform(0, 1);
        return u < 0.65 ? Zone.BASILAR : u < 0.85 ? Zone.DIFFUSE : Zone.UPPER;
    }

    /**
     * Less tissue, patchily, most in the upper zones; fewer vessels towards the wall, while the hilar ones stay; at the worst places nothing
     * but thin walls. The flat domes and the large volume are in {@link Patient} and {@link LungShape}.
     */
    void emphysema(Finding finding, Lung lung) {
        float[] patches = scene.noise("emphysema", 6, 1.2, 0.6);
        float[] walls = scene.noise("walls", 2.2, 0.3, 0.75);
        int bit = scene.masks.lesion(finding.label());
        float extent = (float) finding.extent();
        float loss = 0.07f + 0.4f * extent;
        float pruned = 0.05f + 0.6f * extent;
        float near = (float) (5 * patient.scale);
        float far = (float) (0.85 * patient.cageWidth);
        float hilum = (float) (patient.apex - 0.5 * patient.lungHeight);
        for (int k = 0; k < lung.count; k++) {
            int i = lung.index[k];
            float share = Zones.share(finding.zone(), lung.t[k]);
            float cover = share * Shape.clamp(1 + 0.3f * patches[i] + 0.3f * (0.5f - lung.t[k]), 0.2f, 1.5f);
            float dz = 0.7f * (lung.z[k] - hilum);
            float away = Shape.step(near, far, (float) Math.sqrt(lung.x[k] * lung.x[k] + dz * dz));
            float empty = share * Shape.step(0.8f, 1.8f, patches[i] + 1.6f * extent - 0.6f);
            lung.density[k] *= Math.max(0.25f, 1 - loss * cover - 0.15f * empty * extent);
            lung.vessels[k] *= (1 - 0.4f * loss * cover) * (1 - pruned * share * Math.max(away, 0.8f * empty));
            float wall = Shape.clamp(1 - Math.abs(walls[i]) * 3);
            scene.extra[i] +=
                    0.12f * share * extent * wall * (0.3f + 0.7f * empty) * Shape.step(0.5f, 5, lung.thickness[k]);
            if (lung.visible(k) && share > 0.5f) {
                scene.masks.set(bit, i);
            }
        }
    }
}
