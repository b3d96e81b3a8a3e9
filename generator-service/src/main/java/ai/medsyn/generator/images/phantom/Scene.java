package ai.medsyn.generator.images.phantom;

/**
 * One patient in front of one film: the maps that the anatomy fills in and the radiograph is computed from. All maps are row-major, one
 * value per pixel, integrated along its ray.
 */
final class Scene {

    final long seed;
    final PhantomFindings findings;
    final Acquisition acquisition;
    final Patient patient;
    final Projection projection;
    final int size;
    final Masks masks;

    /** Thickness of the body, of its subcutaneous fat, of bone, of metal; cm. */
    final float[] body;

    final float[] fat;
    final float[] bone;
    final float[] metal;
    /** Attenuation (no unit) of small structures, added to what the thicknesses give; negative for gas. */
    final float[] extra;

    private final Department department;

    Scene(long seed, PhantomFindings findings, int size, Department department) {
        this.seed = seed;
        this.department = department;
        this.findings = findings;
        this.size = size;
        acquisition = new Acquisition(dice("acquisition"), findings);
        patient = new Patient(dice("patient"), acquisition, findings);
        projection = new Projection(patient, acquisition, size);
        masks = new Masks(size);
        body = map();
        fat = map();
        bone = map();
        metal = map();
        extra = map();
    }

    Dice dice(String aspect) {
        return department.dice(seed, aspect);
    }

    float[] map() {
        return new float[size * size];
    }

    /** A bone, drawn on a map of its own, joins the others; where it is at least 0.8 mm thick it is marked. */
    void addBone(float[] thickness, int organ) {
        for (int i = 0; i < thickness.length; i++) {
            if (thickness[i] > 0) {
                bone[i] += thickness[i];
                if (thickness[i] > 0.08f) {
                    masks.organ(organ, i);
                }
            }
        }
    }

    /** Noise with cells of these sizes in cm; see {@link Noise}. */
    float[] noise(String aspect, double largest, double smallest, double gain) {
        double pixel = projection.pixel;
        return Noise.fractal(dice(aspect), size, largest / pixel, Math.max(smallest / pixel, 1.2), gain);
    }
}
