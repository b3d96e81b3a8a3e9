package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/** Scars of old infection: strands that converge, at the apex from an uneven cap of thickened pleura towards the hilum. */
final class Scarring {

    private final Scene scene;
    private final double s;

    Scarring(Scene scene) {
        this.scene = scene;
        this.s = scene.patient.scale;
    }

    void draw(Finding finding, Lung lung) {
        Dice dice = finding.dice(scene.seed);
        float[] strands = scene.map();
        if (VolumeLoss.upper(finding)) {
            apical(finding, lung, dice, strands);
        } else {
            focal(finding, lung, dice, strands);
        }
        float contrast = (float) (scene.acquisition.soft() * (1.9 + 0.5 * finding.extent()));
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            int i = lung.index[k];
            scene.extra[i] += contrast * strands[i] * Shape.step(0.3f, 2, lung.thickness[k]);
            if (strands[i] > 0.04f && lung.visible(k)) {
                scene.masks.set(bit, i);
            }
        }
    }

    /** Short irregular strands that converge, with a little density between them. */
    private void focal(Finding finding, Lung lung, Dice dice, float[] strands) {
        int centre = lung.anchor(
                finding.zone() == Zone.UNSPECIFIED ? dice.uniform(0.08, 0.95) : Zones.height(finding.zone(), dice),
                dice.uniform(0.2, 0.8));
        if (centre < 0) {
            return;
        }
        double extent = finding.extent();
        float spread = (float) ((1 + 2.6 * extent) * s * s);
        int count = 4 + (int) (7 * extent);
        for (int n = 0; n < count; n++) {
            double angle = dice.uniform(0, 2 * StrictMath.PI);
            double length = dice.uniform(0.8, 2.6) * (0.75 + 0.6 * extent) * s;
            double[] from = {lung.x[centre] + dice.normal(0, 0.4), lung.z[centre] + dice.normal(0, 0.4)};
            double[] to = {from[0] + length * StrictMath.cos(angle), from[1] + length * StrictMath.sin(angle)};
            strand(lung, dice, strands, from, to);
        }
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float dx = lung.x[k] - lung.x[centre];
            float dz = lung.z[k] - lung.z[centre];
            float near = Shape.expNegative((dx * dx + dz * dz) / spread);
            lung.fill(k, 0.25f * near);
            if (near > 0.5f && lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }

    /** A ragged cap, haze in patches below it, strands down to the hilum (which {@link VolumeLoss} has lifted), some old granulomas. */
    private void apical(Finding finding, Lung lung, Dice dice, float[] strands) {
        double extent = finding.extent();
        cap(finding, lung, dice);
        int count = 7 + (int) (7 * extent);
        double hilum = scene.patient.apex - 0.4 * scene.patient.lungHeight;
        for (int n = 0; n < count; n++) {
            int start = lung.anchor(dice.uniform(0.03, 0.14 + 0.08 * extent), dice.uniform(0.15, 0.95));
            if (start < 0) {
                return;
            }
            double share = dice.uniform(0.25, 0.5 + 0.45 * extent);
            double[] from = {lung.x[start], lung.z[start]};
            double[] to = {Shape.mix(from[0], 3.4 * s, share), Shape.mix(from[1], hilum, share)};
            strand(lung, dice, strands, from, to);
        }
        int scars = dice.between(1, 3) + (int) (4 * extent);
        for (int n = 0; n < scars; n++) {
            int at = lung.anchor(dice.uniform(0.06, 0.24), dice.uniform(0.2, 0.8));
            double radius = dice.uniform(0.12, 0.3);
            float amount = (float) dice.uniform(0.8, 1.6);
            Ellipsoid.at(lung.side.sign * lung.x[at], 1, lung.z[at])
                    .radii(radius, radius, radius)
                    .raster(scene.projection, (index, half) -> strands[index] += amount * half);
        }
    }

    private void cap(Finding finding, Lung lung, Dice dice) {
        float extent = (float) finding.extent();
        float thick = (float) ((0.75 + 1.3 * extent) * dice.uniform(0.85, 1.2));
        float low = (float) dice.uniform(0.2, 0.28) + 0.1f * extent;
        float[] rough = scene.noise(finding.label(), 3, 0.4, 0.6);
        float tall = (float) scene.patient.lungHeight;
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            int i = lung.index[k];
            float taper = Shape.step(low, 0.3f * low, lung.t[k]);
            if (taper > 0) {
                float depth = Math.min(lung.fromWall[k], 1.1f * lung.t[k] * tall);
                float width = thick * taper * Math.max(0.55f, 1 + 0.22f * rough[i]);
                float cap = Shape.step(width + 0.25f, width - 0.25f, depth) * Shape.clamp(4 * taper);
                float haze = taper * (0.24f + 0.3f * extent) * Shape.clamp(0.8f + 0.35f * rough[i], 0.35f, 1);
                lung.fill(k, Math.max(0.85f * cap, haze));
                if ((cap > 0.4f || haze > 0.15f) && lung.visible(k)) {
                    scene.masks.set(bit, i);
                }
            }
        }
    }

    /** A tapering, slightly bent line between two places {x, z} of the lung. */
    private void strand(Lung lung, Dice dice, float[] strands, double[] from, double[] to) {
        int sign = lung.side.sign;
        double[][] control = {
            {sign * from[0], 1, from[1]},
            {sign * (from[0] + to[0]) / 2 + dice.normal(0, 0.2), 1, (from[1] + to[1]) / 2 + dice.normal(0, 0.2)},
            {sign * to[0], 1, to[1]}
        };
        new Tube(scene.projection, Tube.Section.SOLID, strands)
                .draw(Tube.smooth(control, dice.uniform(0.07, 0.14), 6), t -> 2.2 * (1 - 0.6 * t));
    }
}
