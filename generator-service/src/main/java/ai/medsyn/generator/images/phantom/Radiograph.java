package ai.medsyn.generator.images.phantom;

/** From thicknesses to what the detector records: Beer-Lambert attenuation, scattered radiation, focal blur and quantum noise. */
final class Radiograph {

    private static final int SCATTER_GRID = 64;

    private Radiograph() {}

    /** The negative logarithm of the intensity per pixel: bone is high, bare detector about 0. */
    static float[] expose(Scene scene, Lung[] lungs) {
        float[] primary = attenuation(scene, lungs);
        for (int i = 0; i < primary.length; i++) {
            primary[i] = Shape.expNegative(primary[i]);
        }
        float[] received = scatter(scene, primary);
        Dice dice = scene.dice("detector");
        // Bedside tubes are weak: exposures last longer, and ill patients breathe meanwhile.
        double blur = dice.uniform(0.02, 0.04) + (scene.acquisition.pa ? 0 : dice.uniform(0, 0.09));
        received = Blur.gaussian(received, scene.size, Math.max(0.35, blur / scene.projection.pixel));
        float[] grain = new float[received.length];
        Dice.of(scene.seed, "quanta").normals(grain);
        float quantum = (float) (dice.uniform(0.0006, 0.0026) * Math.sqrt(scene.size / 512.0));
        for (int i = 0; i < received.length; i++) {
            float intensity = received[i];
            float noisy = intensity + quantum * (float) Math.sqrt(intensity) * grain[i];
            received[i] = -Shape.log(Math.max(noisy, 1e-4f));
        }
        return received;
    }

    private static float[] attenuation(Scene scene, Lung[] lungs) {
        Acquisition film = scene.acquisition;
        float soft = (float) film.soft();
        float fat = (float) (film.soft() - film.fat());
        float bone = (float) (film.bone() - film.soft());
        float metal = (float) film.metal();
        float[] result = new float[scene.body.length];
        for (int i = 0; i < result.length; i++) {
            float inBody = Shape.clamp(scene.body[i] / 2);
            result[i] = soft * scene.body[i] - fat * scene.fat[i] + bone * scene.bone[i] * inBody + scene.extra[i];
        }
        Dice dice = scene.dice("parenchyma");
        float lung = (float) (film.lung() * dice.uniform(0.8, 1.3) * (film.pa ? 1 : dice.uniform(1, 1.5)));
        // Lungs are denser where they hang or rest, the more so the less deeply they are filled.
        float dependent = (float) (film.pa ? dice.uniform(0, 0.8) : dice.uniform(0, 1.3));
        float uneven = (float) (film.pa ? dice.uniform(0.02, 0.15) : dice.uniform(0.05, 0.35));
        // Shallow breaths leave the bases crowded, so that domes fade into them.
        double shallow = dice.uniform(0, film.pa ? 0.7 : 1.7);
        float crowded = (float) (shallow * shallow);
        float[] slow = scene.noise("parenchyma", 9, 3, 0.5);
        for (Lung side : lungs) {
            for (int k = 0; k < side.count; k++) {
                float aerated = side.thickness[k] * side.air[k];
                float usual = 1
                        + dependent * (side.t[k] - 0.4f)
                        + crowded * Shape.expNegative(Math.max(0, side.aboveDome[k]) / 3)
                        + uneven * slow[side.index[k]];
                result[side.index[k]] -= aerated * (soft - lung * Math.max(0.5f, usual) * side.density[k]);
            }
        }
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(0, result[i]) + metal * scene.metal[i];
        }
        return result;
    }

    /** Adds a broad veil, more of it at the bedside (no grid, bigger field) and in stout patients. */
    private static float[] scatter(Scene scene, float[] primary) {
        Dice dice = scene.dice("scatter");
        double ratio = 0.5
                * (scene.acquisition.pa ? dice.uniform(0.15, 0.7) : dice.uniform(0.4, 2))
                * (1 + 0.15 * scene.patient.fat);
        int size = scene.size;
        float[] small = new float[SCATTER_GRID * SCATTER_GRID];
        for (int j = 0, i = 0; j < size; j++) {
            for (int c = 0; c < size; c++, i++) {
                if (scene.body[i] > 1) {
                    small[j * SCATTER_GRID / size * SCATTER_GRID + c * SCATTER_GRID / size] += primary[i];
                }
            }
        }
        float cellArea = (float) size * size / small.length;
        for (int cell = 0; cell < small.length; cell++) {
            small[cell] /= cellArea;
        }
        double sigma = dice.uniform(3, 6) / (scene.projection.pixel * size / SCATTER_GRID);
        float[] veil = Blur.gaussian(small, SCATTER_GRID, sigma);
        float[] result = new float[primary.length];
        float amount = (float) ratio;
        float[] line = new float[size];
        for (int j = 0; j < size; j++) {
            interpolate(veil, (j + 0.5f) * SCATTER_GRID / size - 0.5f, line);
            for (int c = 0; c < size; c++) {
                int i = j * size + c;
                result[i] = primary[i] + amount * line[c];
            }
        }
        return result;
    }

    private static void interpolate(float[] grid, float row, float[] line) {
        float y = Shape.clamp(row, 0, SCATTER_GRID - 1.001f);
        int y0 = (int) y;
        for (int c = 0; c < line.length; c++) {
            float x = Shape.clamp((c + 0.5f) * SCATTER_GRID / line.length - 0.5f, 0, SCATTER_GRID - 1.001f);
            int x0 = (int) x;
            int at = y0 * SCATTER_GRID + x0;
            float top = grid[at] + (x - x0) * (grid[at + 1] - grid[at]);
            float bottom = grid[at + SCATTER_GRID] + (x - x0) * (grid[at + SCATTER_GRID + 1] - grid[at + SCATTER_GRID]);
            line[c] = top + (y - y0) * (bottom - top);
        }
    }
}
