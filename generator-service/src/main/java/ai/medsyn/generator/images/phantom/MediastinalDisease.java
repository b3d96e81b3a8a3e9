package ai.medsyn.generator.images.phantom;

/** Lime and air along the mediastinum's borders. */
final class MediastinalDisease {

    private final Scene scene;
    private final Mediastinum mediastinum;

    MediastinalDisease(Scene scene, Mediastinum mediastinum) {
        this.scene = scene;
        this.mediastinum = mediastinum;
    }

    /** Lime in the wall of the aortic knob, seen edge-on as an arc, and along the descending aorta. */
    void calcify(Finding finding) {
        Dice own = finding.dice(scene.seed);
        float[] lime = scene.map();
        Tube tube = new Tube(scene.projection, Tube.Section.SOLID, lime);
        double[][] arc = new double[20][];
        double from = own.uniform(-1.2, -0.4);
        for (int i = 0; i < arc.length; i++) {
            double angle = from + (0.6 + 1.6 * finding.extent()) * i / (arc.length - 1);
            arc[i] = new double[] {
                mediastinum.knob[0] + 0.96 * mediastinum.knob[1] * StrictMath.cos(angle),
                1,
                mediastinum.archZ + 1.08 * mediastinum.knob[1] * StrictMath.sin(angle),
                0.09
            };
        }
        tube.draw(arc, t -> 1.5 + 2.5 * finding.extent());
        int bit = scene.masks.lesion(finding.label());
        for (int i = 0; i < lime.length; i++) {
            scene.bone[i] += lime[i];
            if (lime[i] > 0.02f) {
                scene.masks.set(bit, i);
            }
        }
    }

    /** Air along the mediastinum's borders and up into the neck: thin dark lines. */
    void outlineWithAir(Finding finding) {
        Dice own = finding.dice(scene.seed);
        float[] air = scene.map();
        Tube tube = new Tube(scene.projection, Tube.Section.SOLID, air);
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            double lower = side == Side.LEFT
                    ? mediastinum.heartLeft + scene.patient.shift
                    : mediastinum.heartRight - scene.patient.shift;
            for (int n = 0; n < 2 + (int) (3 * finding.extent()); n++) {
                double off = own.uniform(-0.5, 0.25);
                double[][] control = {
                    {side.sign * (lower * 0.93 + off), -5, mediastinum.heartZ + 0.5},
                    {side.sign * (3.1 * scene.patient.scale + off), -3, mediastinum.archZ - 2.5},
                    {side.sign * (2.9 * scene.patient.scale + off), -2, mediastinum.archZ + 1.5},
                    {side.sign * (2.4 * scene.patient.scale + own.normal(0, 0.5)), -1, scene.patient.apex + 1},
                    {side.sign * (3 * scene.patient.scale + own.normal(0, 0.8)), -1, scene.patient.apex + 6}
                };
                tube.draw(Tube.smooth(control, own.uniform(0.08, 0.17), 12), t -> 1.6);
            }
        }
        int bit = scene.masks.lesion(finding.label());
        float gas = (float) scene.acquisition.soft() * 2;
        for (int i = 0; i < air.length; i++) {
            scene.extra[i] -= gas * Math.min(0.5f, air[i]);
            if (air[i] > 0.05f) {
                scene.masks.set(bit, i);
            }
        }
    }
}
