package ai.medsyn.generator.images.phantom;

import java.util.HashMap;
import java.util.Map;

/**
 * An ellipsoid-like body, seen from the front. Its half depth along the ray is {@code depth * q^edge} with q = 1 - u^2 - v^2: edge 0.5
 * is a true ellipsoid, a smaller one has the steeper border of the heart.
 */
final class Ellipsoid {

    private static final Map<Double, Shape.Table> TABLES = new HashMap<>();

    private final double x;
    private final double y;
    private final double z;
    private double width = 1;
    private double height = 1;
    private double depth = 1;
    private double cos = 1;
    private double sin;
    private double edge = 0.5;
    private float floor = -1000;

    private Ellipsoid(double x, double y, double z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }

    static Ellipsoid at(double x, double y, double z) {
        return new Ellipsoid(x, y, z);
    }

    Ellipsoid radii(double width, double height, double depth) {
        this.width = width;
        this.height = height;
        this.depth = depth;
        return this;
    }

    /** Turned in the frontal plane; radians, positive raises the patient's left. */
    Ellipsoid turned(double angle) {
        cos = StrictMath.cos(angle);
        sin = StrictMath.sin(angle);
        return this;
    }

    Ellipsoid edge(double exponent) {
        edge = exponent;
        return this;
    }

    /** Without what lies below a height: gas above a fluid level. */
    Ellipsoid above(double height) {
        floor = (float) height;
        return this;
    }

    /** Half depth (cm) of the union of this and what the map already holds. */
    void unite(Projection projection, float[] halfDepth) {
        raster(projection, (index, value) -> halfDepth[index] = Math.max(halfDepth[index], value));
    }

    /** Adds {@code amount} x full thickness (cm) to the map. */
    void add(Projection projection, float[] map, double amount) {
        float scale = (float) (2 * amount);
        raster(projection, (index, value) -> map[index] += scale * value);
    }

    interface Pixel {
        void set(int index, float halfDepth);
    }

    /** Visits every pixel whose ray meets the body. */
    void raster(Projection projection, Pixel pixel) {
        Projection.Plane plane = projection.plane(y);
        double reach = Math.max(width, height)
                        * projection.magnification(y)
                        / Math.min(projection.pixelWidth, projection.pixelHeight)
                + 1;
        double column = projection.column(x, y, z);
        double row = projection.row(x, y, z);
        int left = Math.max(0, (int) (column - reach));
        int right = Math.min(projection.size - 1, (int) (column + reach));
        int top = Math.max(0, (int) (row - reach));
        int bottom = Math.min(projection.size - 1, (int) (row + reach));
        Shape.Table profile = profile(edge);
        for (int j = top; j <= bottom; j++) {
            for (int i = left; i <= right; i++) {
                float dx = plane.x(i, j) - (float) x;
                float dz = plane.z(i, j) - (float) z;
                float u = (float) (dx * cos + dz * sin) / (float) width;
                float v = (float) (dz * cos - dx * sin) / (float) height;
                float q = 1 - u * u - v * v;
                if (q > 0) {
                    float level = Shape.clamp((dz + (float) z - floor) * 6);
                    pixel.set(j * projection.size + i, (float) depth * level * profile.at((float) Math.sqrt(q)));
                }
            }
        }
    }

    private static Shape.Table profile(double edge) {
        synchronized (TABLES) {
            // The argument is sqrt(q): the table is smooth where q is small.
            return TABLES.computeIfAbsent(edge, e -> new Shape.Table(s -> StrictMath.pow(s, 2 * e)));
        }
    }
}
