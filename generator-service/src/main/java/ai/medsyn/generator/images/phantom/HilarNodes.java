package ai.medsyn.generator.images.phantom;

/** Enlarged lymph nodes around the hilar vessels: a lobulated lump, as of potatoes. */
final class HilarNodes {

    private HilarNodes() {}

    /**
     * @param hilum x and z of the hilum's middle, cm, x towards this side
     * @param thickness of vessels, cm, to which the nodes are added
     */
    static void draw(Scene scene, Side side, double[] hilum, float[] thickness) {
        double extent = scene.findings.extent(FindingKind.HILAR_PROMINENCE, side);
        if (extent == 0) {
            return;
        }
        Dice dice = scene.dice("hilar nodes " + side.label());
        double s = scene.patient.scale;
        float[] half = scene.map();
        int nodes = 4 + (int) (4 * extent);
        for (int n = 0; n < nodes; n++) {
            double radius = (0.75 + 0.9 * extent) * dice.uniform(0.65, 1.25) * s;
            double x = hilum[0] + (0.1 + 0.35 * extent) * s + dice.normal(0, 0.3 + 0.35 * extent) * s;
            double z = hilum[1] + (1 - 2.0 * n / (nodes - 1)) * (1 + 1.1 * extent) * s + dice.normal(0, 0.4);
            Ellipsoid.at(side.sign * x, 0.5, z)
                    .radii(radius, radius * dice.uniform(0.7, 1.4), radius * dice.uniform(1, 1.5))
                    .turned(dice.uniform(-0.9, 0.9))
                    .edge(0.6)
                    .unite(scene.projection, half);
        }
        float amount = (float) (1.9 + 0.9 * extent);
        int bit = scene.masks.lesion("lesion:" + FindingKind.HILAR_PROMINENCE.label() + ":" + side.label());
        for (int i = 0; i < half.length; i++) {
            if (half[i] > 0) {
                thickness[i] += amount * half[i];
                scene.masks.set(bit, i);
            }
        }
    }
}
