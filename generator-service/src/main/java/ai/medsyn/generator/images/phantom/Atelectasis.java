package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/** Lung without air: plates, a base, or a lobe behind the fissure that follows it. */
final class Atelectasis {

    private static final float IN_MASK = 0.35f;

    private final Scene scene;
    private final double s;

    Atelectasis(Scene scene) {
        this.scene = scene;
        this.s = scene.patient.scale;
    }

    /** Plates across the base when mild, the base or a lobe when not; the dome has risen already ({@link Patient}). */
    void draw(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        boolean thin = dice.chance(0.85 - 0.9 * finding.extent());
        boolean plates = finding.is(Trait.LINEAR) || thin && !finding.is(Trait.COLLAPSE);
        if (plates) {
            plates(finding, lung, dice);
        } else if (VolumeLoss.upper(finding)) {
            upperLobe(finding, lung, dice);
        } else {
            base(finding, lung, dice);
        }
    }

    void plates(Finding finding, Lung lung, Dice dice) {
        int bit = scene.masks.lesion(finding.label());
        int count = dice.between(1, 3) + (int) (2 * finding.extent());
        boolean basal = finding.zone() == Zone.UNSPECIFIED;
        for (int n = 0; n < count; n++) {
            double height = basal ? dice.uniform(0.72, 0.97) : Zones.height(finding.zone(), dice);
            int centre = lung.anchor(height, dice.uniform(0.25, 0.65));
            float slope = (float) dice.uniform(-0.3, 0.35);
            float length = (float) (dice.uniform(1.4, 2.6) * s * (0.8 + finding.extent()));
            float width = (float) (dice.uniform(0.15, 0.3) * (0.8 + 0.9 * finding.extent()));
            float amount = (float) dice.uniform(0.32, 0.55);
            for (int k = 0; centre >= 0 && k < lung.count; k++) {
                float dx = lung.x[k] - lung.x[centre];
                float along = dx / length;
                float off = (lung.z[k] - lung.z[centre] - slope * dx - 0.03f * dx * dx) / width;
                if (off * off < 12 && along * along < 6) {
                    float plate = Shape.bell(off) * Shape.expNegative(0.5f * along * along * along * along);
                    scene.extra[lung.index[k]] += amount * plate * Shape.step(0.3f, 3, lung.thickness[k]);
                    if (plate > IN_MASK && lung.visible(k)) {
                        scene.masks.set(bit, lung.index[k]);
                    }
                }
            }
        }
    }

    /** A sail that hangs from the hilum: high beside the heart, low towards the side wall, so that the dome's inner part is lost. */
    private void base(Finding finding, Lung lung, Dice dice) {
        float reach = (float) ((2.2 + 4.8 * finding.extent()) * s);
        float medial = reach * (float) dice.uniform(0.95, 1.35);
        float lateral = reach * (float) dice.uniform(0.1, 0.6);
        float wide = (float) (0.9 * scene.patient.cageWidth);
        float strength = (float) (0.5 + 0.4 * finding.extent());
        float soft = (float) dice.uniform(0.5, 1.6);
        float[] shape = scene.noise(finding.label() + " shape", 3.5, 0.4, 0.55);
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float u = Shape.clamp((lung.x[k] - 2) / (wide - 2));
            float edge = lung.aboveDome[k] - medial - (lateral - medial) * u;
            float cover = Shape.step(soft, -soft, edge + 0.5f * shape[lung.index[k]]);
            lung.fill(k, cover * strength);
            if (cover > 0.5f && lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }

    /**
     * The right upper lobe lies above the minor fissure, which swings up about the hilum as the lobe shrinks and stays sharp; a lobe that
     * is not yet empty is airless next to the fissure first. The left one shrinks forwards and veils the upper lung without a border. The
     * rest of the lung spreads and darkens.
     */
    private void upperLobe(Finding finding, Lung lung, Dice dice) {
        float extent = (float) finding.extent();
        boolean right = lung.side == Side.RIGHT;
        float medial = (float) dice.uniform(0.46, 0.5) - 0.06f * extent;
        float lateral = medial - 0.05f - (float) dice.uniform(0.06, 0.14) * extent;
        float arch = (float) dice.uniform(0.04, 0.13);
        float sharp = right ? 0.014f : (float) dice.uniform(0.06, 0.12);
        float reach = 0.5f * extent;
        float fade = (float) dice.uniform(0.06, 0.13);
        float strength = (float) Math.min(0.94, dice.uniform(0.3, 0.42) + 0.55 * extent);
        float wide = (float) (0.9 * scene.patient.cageWidth);
        float inner = (float) (3 * s);
        float[] shape = scene.noise(finding.label() + " shape", 3.5, 0.4, 0.55);
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float u = Shape.clamp((lung.x[k] - inner) / (wide - inner));
            float fissure = medial + (lateral - medial) * u - arch * u * (1 - u);
            float above = fissure - lung.t[k];
            float uneven = shape[lung.index[k]];
            float cover = Shape.step(-sharp, sharp, above) * Shape.step(reach + fade, reach, above + 0.02f * uneven);
            lung.fill(k, Math.min(0.95f, cover * strength * (1 + 0.08f * uneven)));
            lung.density[k] *= 1 - 0.18f * extent * Shape.step(0, 0.1f, -above);
            if (cover > 0.5f && lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }
}
