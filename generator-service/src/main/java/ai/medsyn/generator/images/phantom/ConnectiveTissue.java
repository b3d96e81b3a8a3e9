package ai.medsyn.generator.images.phantom;

/**
 * Fat, thymus, oesophagus and nodes: what fills the space between heart, vessels and spine and joins their outlines into one silhouette.
 * Without it the lungs reach the midline everywhere, and aortic knob, pulmonary trunk and atria stand in them like beads.
 */
final class ConnectiveTissue {

    private final Scene scene;
    private final Patient patient;
    private final Mediastinum mediastinum;
    private final double dome;

    ConnectiveTissue(Scene scene, Mediastinum mediastinum) {
        this.scene = scene;
        this.patient = scene.patient;
        this.mediastinum = mediastinum;
        this.dome = (patient.domeRight + patient.domeLeft) / 2;
    }

    /**
     * Adds it to a body in the plane y = -1.
     *
     * @param halfDepth per pixel, cm
     * @param fat relative to the usual amount
     */
    void unite(float[] halfDepth, double fat) {
        double[] heights = heights();
        Outline right = new Outline(heights, right(fat * patient.scale));
        Outline left = new Outline(heights, left(fat * patient.scale));
        Outline depth = depth();
        Projection.Plane plane = scene.projection.plane(-1);
        Projection.Box box = scene.projection.box(-12, 14, -1, dome - 7, patient.apex + 3);
        for (int j = box.top(); j <= box.bottom(); j++) {
            for (int i = box.left(); i <= box.right(); i++) {
                float z = plane.z(i, j);
                float x = plane.x(i, j);
                float u = x < 0 ? -x / right.at(z) : x / left.at(z);
                if (u < 1) {
                    int index = j * scene.size + i;
                    halfDepth[index] = Math.max(halfDepth[index], depth.at(z) * (float) Math.sqrt(1 - u * u));
                }
            }
        }
    }

    /** Below the dome, the heart's middle, half way up, its base, pulmonary trunk, below and above the arch, apices, neck. */
    private double[] heights() {
        double heart = mediastinum.heartZ;
        double tall = mediastinum.ventricle;
        double arch = mediastinum.archZ;
        double[] heights = {
            dome - 7,
            heart,
            heart + 0.5 * tall,
            heart + tall,
            mediastinum.carinaZ - 1.5,
            arch - 1.2,
            arch + 1,
            patient.apex - 1,
            patient.apex + 3
        };
        for (int i = 1; i < heights.length; i++) {
            heights[i] = Math.max(heights[i], heights[i - 1] + 0.3); // a high diaphragm pushes the heart up to the arch
        }
        return heights;
    }

    /** Along the right atrium, the superior vena cava and the brachiocephalic vessels, cm from the midline. */
    private double[] right(double s) {
        double heart = mediastinum.heartRight;
        return shifted(-1, new double[] {
            2 * s,
            0.85 * heart,
            0.92 * heart,
            Math.max(0.8 * heart, 2.6 * s),
            2.5 * s,
            2.2 * s,
            2.0 * s,
            2.1 * s,
            2.8 * s
        });
    }

    /** Along the left ventricle, the atrial appendage, the pulmonary trunk and the subclavian artery. */
    private double[] left(double s) {
        double heart = mediastinum.heartLeft;
        return shifted(1, new double[] {
            2 * s,
            0.82 * heart,
            0.78 * heart,
            0.56 * heart + 0.5,
            Math.max(2.8 * s, 0.38 * heart),
            2.4 * s,
            2.1 * s,
            1.9 * s,
            2.4 * s
        });
    }

    private double[] shifted(int sign, double[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(0.5, widths[i] + sign * 0.6 * patient.shift);
        }
        return widths;
    }

    /** Half depth; around the trachea lungs reach far in before and behind. */
    private Outline depth() {
        double d = patient.cageDepth;
        return new Outline(
                new double[] {
                    mediastinum.heartZ, mediastinum.heartZ + mediastinum.ventricle, mediastinum.archZ, patient.apex
                },
                new double[] {0.6 * d, 0.36 * d, 0.15 * d, 0.09 * d});
    }
}
