package ai.medsyn.generator.images.phantom;

import java.util.Arrays;

/**
 * One lung field. Its pixels are numbered 0 to {@code count - 1}; the arrays hold one value for each. Disease changes what the lung
 * holds: how much of its thickness is still air-bearing, how dense that is, how well vessels show.
 */
final class Lung {

    final Side side;
    final int count;
    /** Index of each pixel in the image. */
    final int[] index;
    /** cm from the midline towards this side; height in cm; 0 at the apex, 1 at the dome. */
    final float[] x;

    final float[] z;
    final float[] t;
    /** Distance in cm to the lateral wall, and height in cm above the diaphragm (negative behind it). */
    final float[] fromWall;

    final float[] aboveDome;
    /** Thickness of lung along the ray in a healthy patient, cm. */
    final float[] thickness;
    /** Share of the thickness that still bears air; density relative to healthy lung; visibility of vessels. All 1 in health. */
    final float[] air;

    final float[] density;
    final float[] vessels;

    private final boolean[] visible;

    Lung(Side side, int[] index) {
        this.side = side;
        this.count = index.length;
        this.index = index;
        x = new float[count];
        z = new float[count];
        t = new float[count];
        fromWall = new float[count];
        aboveDome = new float[count];
        thickness = new float[count];
        visible = new boolean[count];
        air = ones();
        density = ones();
        vessels = ones();
    }

    /** True where the lung field is seen on the film: above the dome's contour and beside the heart. */
    boolean visible(int k) {
        return visible[k];
    }

    void setVisible(int k, boolean shows) {
        visible[k] = shows;
    }

    /** Airspace filled: a share of the remaining air becomes soft tissue, and as much of the vessels' contrast goes. */
    void fill(int k, float share) {
        air[k] *= 1 - share;
        vessels[k] *= 1 - Math.min(1, 1.1f * share);
    }

    /**
     * A visible pixel at a given height, to place something at.
     *
     * @param height 0 apex to 1 dome; the nearest height that shows is taken
     * @param across 0 at the medial end of what shows there, 1 at the lateral end
     */
    int anchor(double height, double across) {
        float nearest = Float.MAX_VALUE;
        for (int k = 0; k < count; k++) {
            if (visible[k]) {
                nearest = Math.min(nearest, Math.abs(t[k] - (float) height));
            }
        }
        int inner = -1;
        int outer = -1;
        for (int k = 0; k < count; k++) {
            if (visible[k] && Math.abs(t[k] - (float) height) <= nearest + 0.01f) {
                inner = inner < 0 || x[k] < x[inner] ? k : inner;
                outer = outer < 0 || x[k] > x[outer] ? k : outer;
            }
        }
        int best = inner;
        double wanted = inner < 0 ? 0 : Shape.mix(x[inner], x[outer], across);
        for (int k = 0; k < count; k++) {
            boolean candidate = visible[k] && Math.abs(t[k] - (float) height) <= nearest + 0.01f;
            if (candidate && Math.abs(x[k] - wanted) < Math.abs(x[best] - wanted)) {
                best = k;
            }
        }
        return best;
    }

    private float[] ones() {
        float[] values = new float[count];
        Arrays.fill(values, 1);
        return values;
    }
}
