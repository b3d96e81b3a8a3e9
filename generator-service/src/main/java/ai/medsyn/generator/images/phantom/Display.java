package ai.medsyn.generator.images.phantom;

import ai.medsyn.imaging.GrayImage;

/**
 * From the detector's values to the gray levels of an archive: window, tone curve, edge enhancement, collimation and the side marker.
 * They differ between real departments as much as here.
 */
final class Display {

    private static final int LEVELS = 4096;

    private final Scene scene;
    private final Dice dice;
    private final int size;

    Display(Scene scene) {
        this.scene = scene;
        this.dice = scene.dice("display");
        this.size = scene.size;
    }

    /**
     * @param values logarithmic exposure, changed by this method
     */
    GrayImage develop(float[] values) {
        double top = dice.uniform(0, 1);
        float[] window = window(values, dice.uniform(0.3, 2.5), Shape.mix(99.5, 92, top * top), dice.uniform(0, 0.1));
        enhance(values);
        byte[] tones = tones();
        byte[] pixels = new byte[values.length];
        float scale = (LEVELS - 1) / (window[1] - window[0]);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = tones[(int) (Shape.clamp((values[i] - window[0]) * scale, 0, LEVELS - 1) + 0.5f)];
        }
        GrayImage image = new GrayImage(size, size, pixels);
        boolean collimated = dice.chance(0.2);
        double[] edges = {dice.uniform(0, 0.045), dice.uniform(0, 0.05), dice.uniform(0, 0.045), dice.uniform(0, 0.04)};
        double turn = dice.normal(0, 0.02);
        new Marker(scene, dice).draw(image);
        if (collimated) {
            collimate(pixels, edges, turn, dice.chance(0.12) ? (byte) 246 : (byte) 4);
        }
        return image;
    }

    /** Unsharp masking at two scales, as most consoles apply it. */
    private void enhance(float[] values) {
        float fine = (float) dice.uniform(0.1, 1.2);
        float coarse = (float) dice.uniform(0, 0.45);
        float[] near = Blur.gaussian(values, size, dice.uniform(0.25, 0.8) / scene.projection.pixel);
        float[] far = Blur.gaussian(values, size, 2.2 / scene.projection.pixel);
        for (int i = 0; i < values.length; i++) {
            values[i] += fine * (values[i] - near[i]) + coarse * (values[i] - far[i]);
        }
    }

    /**
     * The window's ends: the values below which the given percentages of the pixels inside the body lie, the lower one moved down by a
     * margin, so that the darkest lung does not drown.
     */
    private float[] window(float[] values, double low, double high, double margin) {
        int[] histogram = new int[LEVELS];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (scene.body[i] > 0) {
                histogram[(int) Shape.clamp(values[i] * LEVELS / 10, 0, LEVELS - 1)]++;
                count++;
            }
        }
        float from = level(histogram, count * low / 100);
        float to = level(histogram, count * high / 100);
        float span = Math.max(to - from, 0.1f);
        return new float[] {from - (float) margin * span, from + span};
    }

    private static float level(int[] histogram, double rank) {
        long below = 0;
        int level = 0;
        while (level < LEVELS - 1 && below + histogram[level] < rank) {
            below += histogram[level++];
        }
        return level * 10f / LEVELS;
    }

    private byte[] tones() {
        double gamma = StrictMath.exp(dice.normal(0.26, 0.26));
        double contrast = dice.uniform(1, 5.5);
        double centre = dice.uniform(0.25, 0.46);
        boolean flat = dice.chance(0.1);
        double white = dice.uniform(0.85, 1) * (flat ? 0.82 : 1);
        double black = dice.chance(0.3) ? dice.uniform(0.08, 0.25) : dice.uniform(0, 0.08);
        double first = sigmoid(contrast * -centre);
        double last = sigmoid(contrast * (1 - centre));
        byte[] tones = new byte[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            double x = StrictMath.pow((double) i / (LEVELS - 1), gamma);
            double y = (sigmoid(contrast * (x - centre)) - first) / (last - first);
            tones[i] = (byte) (int) (255 * (black + (white - black) * y) + 0.5);
        }
        return tones;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private void collimate(byte[] pixels, double[] edges, double turn, byte border) {
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < size; i++) {
                double u = (i + 0.5) / size - 0.5;
                double v = (j + 0.5) / size - 0.5;
                double x = u - turn * v;
                double y = v + turn * u;
                if (x < edges[0] - 0.5 || x > 0.5 - edges[2] || y < edges[1] - 0.5 || y > 0.5 - edges[3]) {
                    pixels[j * size + i] = border;
                }
            }
        }
    }
}
