package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;
import org.jspecify.annotations.Nullable;

/** Air replaced by fluid or cells: consolidation, infiltrates. */
final class AirspaceDisease {

    private static final float IN_MASK = 0.35f;

    private final Scene scene;
    private final double s;

    AirspaceDisease(Scene scene) {
        this.scene = scene;
        this.s = scene.patient.scale;
    }

    /** A confluent opacity: its centre, half width and half height in cm, and where a fissure cuts it, if one does. */
    private record Opacity(
            float x, float z, float rx, float rz, @Nullable Fissure fissure) {

        /** Squared distance from the centre in units of the half axes. */
        float distance2(float atX, float atZ) {
            float dx = (atX - x) / rx;
            float dz = (atZ - z) / rz;
            return dx * dx + dz * dz;
        }
    }

    /** A nearly level border; disease lies on one side of it. */
    private record Fissure(float x, float z, boolean diseaseBelow) {

        float keeps(float atX, float atZ) {
            float above = atZ - z - 0.08f * (atX - x);
            return Shape.step(-0.25f, 0.25f, diseaseBelow ? -above : above);
        }
    }

    /** One confluent opacity, at times cut straight by a fissure, with bronchi still open in it; patches if it is diffuse. */
    void consolidation(Finding finding, Lung lung) {
        if (finding.is(Trait.LINEAR)) {
            new Atelectasis(scene).plates(finding, lung, finding.dice(scene.seed));
            return;
        }
        boolean several = scene.dice(finding.label() + " foci").chance(0.35);
        if (several || finding.zone() == Zone.DIFFUSE || finding.is(Trait.PATCHY) || finding.is(Trait.PERIPHERAL)) {
            int count = finding.zone() == Zone.DIFFUSE ? 9 : 4;
            patches(finding, lung, count + (int) (6 * finding.extent()), 0.1);
            return;
        }
        Dice dice = finding.dice(scene.seed);
        Opacity opacity = opacity(finding, lung, dice);
        if (opacity == null) {
            return;
        }
        float inner = (float) dice.uniform(-0.3, 0.5);
        float outer = (float) dice.uniform(1.2, 2.2);
        float strength = (float) Math.min(0.9, (0.27 + 0.55 * finding.extent()) * dice.uniform(0.75, 1.2));
        float[] shape = scene.noise(finding.label() + " shape", 4.5, 0.5, 0.5);
        float[] texture = scene.noise(finding.label() + " texture", 1.6, 0.25, 0.65);
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            int i = lung.index[k];
            float r2 = opacity.distance2(lung.x[k], lung.z[k]);
            if (r2 > 9) {
                continue;
            }
            float cover = Shape.step(outer, inner, (float) Math.sqrt(r2) + 0.24f * shape[i]);
            if (opacity.fissure() != null) {
                cover *= opacity.fissure().keeps(lung.x[k], lung.z[k]);
            }
            lung.fill(k, Shape.clamp(cover * strength * (1 + 0.1f * texture[i]), 0, 0.95f));
            if (cover > IN_MASK && lung.visible(k)) {
                scene.masks.set(bit, i);
            }
        }
        if (finding.extent() > 0.25) {
            airBronchogram(lung, dice, opacity);
        }
    }

    /** Null if nothing of this lung shows. */
    private @Nullable Opacity opacity(Finding finding, Lung lung, Dice dice) {
        double height = Zones.height(finding.zone(), dice);
        int centre = lung.anchor(height, Zones.across(finding.zone(), dice));
        if (centre < 0) {
            return null;
        }
        float x = lung.x[centre];
        float z = lung.z[centre];
        double size = (2.4 + 4.2 * finding.extent()) * s;
        float rx = (float) (size * dice.uniform(0.85, 1.2));
        float rz = (float) (size * dice.uniform(0.8, 1.15));
        boolean below = height > 0.5;
        Fissure fissure = dice.chance(0.35) ? new Fissure(x, z + (below ? 0.6f : -0.6f) * rz, below) : null;
        return new Opacity(x, z, rx, rz, fissure);
    }

    /** Dark branching lines towards the hilum. */
    private void airBronchogram(Lung lung, Dice dice, Opacity opacity) {
        float[] air = scene.map();
        Tube tube = new Tube(scene.projection, Tube.Section.SOLID, air);
        double hilumX = 3.2 * s;
        double hilumZ = scene.patient.apex - 0.47 * scene.patient.lungHeight;
        int lines = dice.between(3, 6);
        for (int n = 0; n < lines; n++) {
            double endX = opacity.x() + opacity.rx() * dice.uniform(-0.5, 0.7);
            double endZ = opacity.z() + opacity.rz() * dice.uniform(-0.6, 0.6);
            double[][] control = {
                {lung.side.sign * Shape.mix(endX, hilumX, 0.75), 1, Shape.mix(endZ, hilumZ, 0.75)},
                {
                    lung.side.sign * (Shape.mix(endX, hilumX, 0.4) + dice.normal(0, 0.4)),
                    1.5,
                    Shape.mix(endZ, hilumZ, 0.4)
                },
                {lung.side.sign * endX, 2, endZ}
            };
            tube.draw(Tube.smooth(control, dice.uniform(0.11, 0.2) * s, 8), t -> 0.9 - 0.4 * t);
        }
        float gas = (float) (scene.acquisition.soft() * dice.uniform(0.1, 0.5));
        for (int k = 0; k < lung.count; k++) {
            int i = lung.index[k];
            scene.extra[i] -= gas * Math.min(0.6f, air[i]) * (1 - lung.air[k]);
        }
    }

    /** Several faint, ill-defined patches. */
    void infiltrate(Finding finding, Lung lung) {
        patches(finding, lung, 2 + (int) (5 * finding.extent()) + (finding.zone() == Zone.DIFFUSE ? 4 : 0), 0);
    }

    private void patches(Finding finding, Lung lung, int patches, double denser) {
        Dice dice = finding.dice(scene.seed);
        boolean rounded = finding.is(Trait.PERIPHERAL);
        float[] cover = rounded ? roundPatches(finding, lung, dice, patches) : blots(finding, lung, dice, patches);
        float[] texture = scene.noise(finding.label() + " texture", 1.8, 0.25, 0.7);
        float haze = rounded ? 0 : (float) dice.uniform(0, 0.06 + 0.22 * finding.extent());
        float strength = (float) ((0.18 + 0.4 * finding.extent() + denser) * dice.uniform(0.8, 1.3));
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float patchy = (rounded ? cover[k] : 1.15f * (1 - Shape.expNegative(cover[k])))
                    * Math.max(0, 1 + 0.18f * texture[lung.index[k]]);
            lung.fill(k, Math.min(0.9f, Math.max(haze, patchy * strength)));
            if (cover[k] > IN_MASK && lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }

    /** Spots without borders that run together. */
    private float[] blots(Finding finding, Lung lung, Dice dice, int patches) {
        float[] cover = new float[lung.count];
        for (int n = 0; n < patches; n++) {
            int centre = lung.anchor(
                    Zones.height(finding.zone(), dice) + dice.normal(0, 0.05), Zones.across(finding.zone(), dice));
            float rx = (float) (dice.uniform(1.2, 4) * s * (0.75 + 0.5 * finding.extent()));
            float rz = (float) (rx * dice.uniform(0.7, 1.4));
            float amount = (float) dice.uniform(0.5, 1);
            for (int k = 0; centre >= 0 && k < lung.count; k++) {
                float dx = (lung.x[k] - lung.x[centre]) / rx;
                float dz = (lung.z[k] - lung.z[centre]) / rz;
                cover[k] += amount * Shape.expNegative(0.5f * (dx * dx + dz * dz));
            }
        }
        return cover;
    }

    /** Round areas of 2 to 5 cm under the pleura, most in the lower zones; lung stays clear between them and around the hilum. */
    private float[] roundPatches(Finding finding, Lung lung, Dice dice, int patches) {
        boolean free = finding.zone() == Zone.UNSPECIFIED
                || finding.zone() == Zone.PERIPHERAL
                || finding.zone() == Zone.DIFFUSE;
        float[] shape = scene.noise(finding.label() + " shape", 3, 0.4, 0.55);
        float[] cover = new float[lung.count];
        for (int n = 0; n < patches; n++) {
            double height = free ? Math.sqrt(dice.uniform(0.08, 0.95)) : Zones.height(finding.zone(), dice);
            int centre = lung.anchor(height, dice.uniform(0.68, 1));
            float r = (float) (dice.uniform(1.1, 2.2) * s * (0.8 + 0.5 * finding.extent()));
            float flat = (float) dice.uniform(0.75, 1);
            float amount = (float) dice.uniform(0.55, 1);
            for (int k = 0; centre >= 0 && k < lung.count; k++) {
                float dx = (lung.x[k] - lung.x[centre]) / (flat * r);
                float dz = (lung.z[k] - lung.z[centre]) / r;
                float d2 = dx * dx + dz * dz;
                if (d2 < 4) {
                    float spot = amount * Shape.step(1.5f, 0.3f, (float) Math.sqrt(d2) + 0.18f * shape[lung.index[k]]);
                    cover[k] += (1 - cover[k]) * spot;
                }
            }
        }
        return cover;
    }
}
