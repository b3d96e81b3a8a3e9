package ai.medsyn.generator.images.phantom;

/** Liver and spleen below the diaphragm, and gas, where it belongs and where it does not. */
final class Abdomen {

    private final Scene scene;
    private final Patient patient;
    private final Dice dice;
    private final double gas;

    Abdomen(Scene scene) {
        this.scene = scene;
        this.patient = scene.patient;
        this.dice = scene.dice("abdomen");
        this.gas = -scene.acquisition.soft();
    }

    /**
     * @param contour the row at which the diaphragm begins in each column
     */
    void draw(int[] contour) {
        liver(contour);
        spleen();
        stomach();
        int clusters = dice.between(1, 6);
        double size = dice.uniform(0.8, 1.5);
        for (int n = 0; n < clusters; n++) {
            boolean flexure = dice.chance(0.6); // the left colic flexure lies high under the spleen
            double x = flexure ? dice.uniform(5, 12) : dice.uniform(-9, 8);
            double z = patient.domeLeft - (flexure ? dice.uniform(2.5, 8) : dice.uniform(6, 14));
            loops(new double[] {x, z, size, 1}, dice);
        }
    }

    /** A wedge under the right dome that thins towards the left; a little denser than the bowel around its lower edge. */
    private void liver(int[] contour) {
        double across = dice.uniform(3, 7) * patient.scale;
        double right = dice.uniform(12, 16);
        double left = dice.uniform(4, 7);
        float denser = (float) (scene.acquisition.soft() * dice.uniform(0.2, 0.7));
        Projection.Plane plane = scene.projection.plane(-1);
        double top = Math.max(patient.domeRight, patient.domeLeft);
        Projection.Box box =
                scene.projection.box(-patient.cageWidth, across, -1, patient.domeRight - right - 1, top + 0.5);
        for (int j = box.top(); j <= box.bottom(); j++) {
            for (int i = box.left(); i <= box.right(); i++) {
                float x = plane.x(i, j);
                float z = plane.z(i, j);
                if (j < contour[i] || x > across || -x > patient.cageWidth) {
                    continue;
                }
                double share = (across - x) / (across + patient.cageWidth);
                float above = z - (float) (patient.domeRight - Shape.mix(left, right, share));
                int index = j * scene.size + i;
                scene.extra[index] +=
                        denser * Shape.step(-0.8f, 0.8f, above) * Shape.step((float) across, (float) across - 3, x);
                if (above > 0) {
                    scene.masks.organ(Masks.LIVER, index);
                }
            }
        }
    }

    private void spleen() {
        double x = dice.uniform(7.5, 9.5) * patient.scale;
        double height = dice.uniform(3.8, 5.2);
        float denser = (float) (scene.acquisition.soft() * dice.uniform(0.05, 0.15));
        Ellipsoid.at(x, 4, patient.domeLeft - height - 0.8)
                .radii(dice.uniform(2.6, 3.4), height, 2.5)
                .turned(-0.35)
                .raster(scene.projection, (index, half) -> {
                    scene.extra[index] += denser * half;
                    if (half > 0.3f) {
                        scene.masks.organ(Masks.SPLEEN, index);
                    }
                });
    }

    /** The bubble under the left dome, with a fluid level when upright. */
    private void stomach() {
        boolean bubble = dice.chance(0.6);
        double width = dice.uniform(1.4, 3.6) * patient.scale;
        double height = width * dice.uniform(0.4, 0.8);
        double x = dice.uniform(5, 8.5) * patient.scale;
        double level = dice.uniform(-0.4, 0.3) * height;
        double amount = dice.uniform(0.25, 0.9);
        double z = patient.domeLeft - dice.uniform(0.7, 2) - height - 0.06 * (x - 6) * (x - 6);
        double turn = dice.uniform(-0.4, 0.2);
        if (bubble) {
            Ellipsoid stomach = Ellipsoid.at(x, -2, z)
                    .radii(width, height, 0.8 * width)
                    .turned(turn)
                    .edge(0.6);
            if (scene.acquisition.pa) {
                stomach.above(z + level);
            }
            stomach.raster(scene.projection, (index, half) -> {
                scene.extra[index] += (float) (2 * amount * gas) * half;
                if (half > 0.2f) {
                    scene.masks.organ(Masks.GASTRIC_BUBBLE, index);
                }
            });
        }
    }

    /**
     * @param cluster x, z, size of the loops relative to usual ones, how much gas is in them
     */
    private void loops(double[] cluster, Dice own) {
        int loops = own.between(2, 6);
        for (int k = 0; k < loops; k++) {
            double r = own.uniform(0.5, 1.6) * cluster[2];
            Ellipsoid.at(cluster[0] + own.normal(0, 1.8), -2, cluster[1] + own.normal(0, 1.2))
                    .radii(r, r * own.uniform(0.5, 0.9), 0.6 * r)
                    .turned(own.uniform(0, 3))
                    .edge(0.8)
                    .add(scene.projection, scene.extra, own.uniform(0.2, 0.8) * cluster[3] * gas);
        }
    }

    /** Wide loops all over the upper abdomen. */
    void distention(Finding finding) {
        Dice own = finding.dice(scene.seed);
        int bit = scene.masks.lesion(finding.label());
        int loops = 5 + (int) (6 * finding.extent());
        for (int k = 0; k < loops; k++) {
            double r = own.uniform(1.4, 2.2 + 1.6 * finding.extent());
            Ellipsoid.at(own.uniform(-10, 11), -3, patient.domeRight - own.uniform(3.5, 12))
                    .radii(1.6 * r, 0.8 * r, 0.9 * r)
                    .turned(own.uniform(-0.8, 0.8))
                    .edge(0.4)
                    .raster(scene.projection, (index, half) -> {
                        scene.extra[index] += (float) (1.3 * gas) * half;
                        scene.masks.set(bit, index);
                    });
        }
    }

    /** Free air rises under the domes; the diaphragm stays as a thin line between it and the lung. */
    void freeAir(Finding finding, Lung lung) {
        float height = (float) (0.5 + 2.6 * finding.extent()) * (lung.side == Side.RIGHT ? 1 : 0.8f);
        float reach = (float) (0.33 * patient.cageWidth);
        float middle = (float) (0.47 * patient.cageWidth);
        float depth = (float) (scene.acquisition.soft() * (3 + 5 * finding.extent()));
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float u = (lung.x[k] - middle) / reach;
            float below = -lung.aboveDome[k] - 0.3f;
            float room = height * (1 - u * u);
            if (below > -0.1f && below < room) {
                float filled = Shape.step(-0.1f, 0.1f, below) * Shape.step(room, room - 0.25f, below);
                scene.extra[lung.index[k]] -= depth * filled;
                if (filled > 0.5f) {
                    scene.masks.set(bit, lung.index[k]);
                }
            }
        }
    }

    /** Stomach behind the heart: the body is an obstacle of the {@link Mediastinum}; here is its gas. */
    void hiatalGas(Finding finding, double[] hernia) {
        Dice own = finding.dice(scene.seed);
        Ellipsoid air = Ellipsoid.at(hernia[0], 3, hernia[1] + 0.15 * hernia[2])
                .radii(0.75 * hernia[2], 0.62 * hernia[2], 0.7 * hernia[2])
                .edge(0.45);
        if (!scene.acquisition.supine) {
            air.above(hernia[1] + own.uniform(-0.2, 0.25) * hernia[2]);
        }
        air.add(scene.projection, scene.extra, gas * own.uniform(0.7, 1.1));
    }

    /** Bowel in the chest: gas-filled loops within soft tissue above the dome. */
    void bowelInChest(Finding finding, Lung lung) {
        Dice own = finding.dice(scene.seed);
        int centre = lung.anchor(0.97, 0.5);
        if (centre < 0) {
            return;
        }
        float reach = (float) ((3 + 4.5 * finding.extent()) * patient.scale);
        float[] border = scene.noise(finding.label(), 4, 1, 0.5);
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            float dx = (lung.x[k] - lung.x[centre]) / 1.2f;
            float dz = lung.aboveDome[k] < 0 ? 0 : Math.max(0, lung.z[k] - lung.z[centre]);
            float ragged = (float) Math.sqrt(dx * dx + dz * dz) + 0.7f * border[lung.index[k]];
            float cover = Shape.step(reach + 0.5f, reach - 0.5f, ragged);
            lung.fill(k, 0.9f * cover);
            if (cover > 0.5f && lung.visible(k)) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
        float[] air = scene.map();
        int loops = 6 + (int) (5 * finding.extent());
        for (int n = 0; n < loops; n++) {
            double x = lung.side.sign * (lung.x[centre] + own.uniform(-0.9, 0.8) * reach);
            double r = own.uniform(0.9, 2.1) * patient.scale;
            Ellipsoid.at(x, -1, lung.z[centre] + own.uniform(-0.25, 0.75) * reach)
                    .radii(r, r * own.uniform(0.5, 0.85), 0.9 * r)
                    .turned(own.uniform(-0.9, 0.9))
                    .unite(scene.projection, air);
        }
        for (int k = 0; k < lung.count; k++) { // what lies outside the sac is lung and has air anyway
            scene.extra[lung.index[k]] += (float) (1.9 * gas) * air[lung.index[k]] * (1 - lung.air[k]);
        }
    }
}
