package ai.medsyn.generator.images.phantom;

/**
 * Projects curved rods (ribs, clavicles, vessels, catheters): many small round stamps along a centre line in space, each carrying its
 * share of the volume. Where a rod runs along the beam its stamps pile up, as they should.
 */
final class Tube {

    /** Cross-sections, as a function of the squared distance from the centre line. */
    enum Section {
        /** A solid cylinder. */
        SOLID(q -> 1),
        /** Flat across its width: a band such as a rib seen from the front, with a bright cortex. */
        CORTICAL(q -> 1 / StrictMath.sqrt(StrictMath.max(1 - q, 0.06)) + (q > 0.5 ? 0.9 : 0)),
        /** A catheter: a wall with a dark lumen. */
        HOLLOW(q -> q < 0.4 ? 0.12 : 1),
        /** A thin wall around air: a bronchus. */
        RING(q -> q < 0.55 ? 0.03 : 1);

        private static final int STEPS = 512;

        private final float[] weights = new float[STEPS + 1];

        Section(java.util.function.DoubleUnaryOperator density) {
            double sum = 0;
            for (int i = 0; i < STEPS; i++) {
                sum += density.applyAsDouble((i + 0.5) / STEPS) / STEPS;
            }
            for (int i = 0; i < STEPS; i++) {
                weights[i] = (float) (density.applyAsDouble((i + 0.5) / STEPS) / (sum * StrictMath.PI));
            }
        }
    }

    private static final double MIN_RADIUS_PIXELS = 0.9;

    private final Projection projection;
    private final Section section;
    private final float[] thickness;

    /**
     * @param thickness the map to add to, cm
     */
    Tube(Projection projection, Section section, float[] thickness) {
        this.projection = projection;
        this.section = section;
        this.thickness = thickness;
    }

    /**
     * A straight or gently curved piece.
     *
     * @param points at least two points {x, y, z, radius}, close enough together for the radius
     * @param share of the circular cross-section that is filled with material, by position 0 to 1 along the points
     */
    void draw(double[][] points, java.util.function.DoubleUnaryOperator share) {
        for (int i = 0; i + 1 < points.length; i++) {
            double[] a = points[i];
            double[] b = points[i + 1];
            double length = Math.sqrt(square(b[0] - a[0]) + square(b[1] - a[1]) + square(b[2] - a[2]));
            double radius = (a[3] + b[3]) / 2;
            double filled = share.applyAsDouble((i + 0.5) / (points.length - 1));
            int parts = Math.max(1, (int)
                    Math.ceil(length / Math.max(Math.min(0.25 * radius, 0.12), 0.6 * projection.pixel)));
            double volume = StrictMath.PI * radius * radius * length * filled / parts;
            for (int part = 0; part < parts; part++) {
                double t = (part + 0.5) / parts;
                stamp(a, b, t, volume);
            }
        }
    }

    private void stamp(double[] a, double[] b, double t, double volume) {
        double x = Shape.mix(a[0], b[0], t);
        double y = Shape.mix(a[1], b[1], t);
        double z = Shape.mix(a[2], b[2], t);
        double magnification = projection.magnification(y);
        double magnified = Shape.mix(a[3], b[3], t) * magnification;
        double width = Math.max(magnified / projection.pixelWidth, MIN_RADIUS_PIXELS);
        double height = Math.max(magnified / projection.pixelHeight, MIN_RADIUS_PIXELS);
        double column = projection.column(x, y, z);
        double row = projection.row(x, y, z);
        double area = width * height * projection.pixelWidth * projection.pixelHeight / square(magnification);
        stamp((float) column, (float) row, (float) width, (float) height, (float) (volume / area));
    }

    /** An elliptic stamp: its half width and half height in pixels differ where pixels are not square. */
    private void stamp(float column, float row, float width, float height, float amount) {
        int size = projection.size;
        int left = Math.max(0, (int) Math.ceil(column - width));
        int right = Math.min(size - 1, (int) Math.floor(column + width));
        int top = Math.max(0, (int) Math.ceil(row - height));
        int bottom = Math.min(size - 1, (int) Math.floor(row + height));
        float acrossScale = 1 / (width * width);
        float downScale = 1 / (height * height);
        float[] weights = section.weights;
        for (int j = top; j <= bottom; j++) {
            float dy = (j - row) * (j - row) * downScale;
            for (int i = left; i <= right; i++) {
                float q = (i - column) * (i - column) * acrossScale + dy;
                if (q < 1) {
                    thickness[j * size + i] += amount * weights[(int) (q * Section.STEPS)];
                }
            }
        }
    }

    /** A smooth curve through control points {x, y, z} (Catmull-Rom) with constant radius, sampled {@code steps} times per piece. */
    static double[][] smooth(double[][] control, double radius, int steps) {
        double[][] points = new double[(control.length - 1) * steps + 1][];
        for (int i = 0; i < points.length; i++) {
            int piece = Math.min(i / steps, control.length - 2);
            double t = (double) (i - piece * steps) / steps;
            double[] p0 = control[Math.max(0, piece - 1)];
            double[] p1 = control[piece];
            double[] p2 = control[piece + 1];
            double[] p3 = control[Math.min(control.length - 1, piece + 2)];
            points[i] = new double[4];
            for (int d = 0; d < 3; d++) {
                points[i][d] = 0.5
                        * (2 * p1[d]
                                + (p2[d] - p0[d]) * t
                                + (2 * p0[d] - 5 * p1[d] + 4 * p2[d] - p3[d]) * t * t
                                + (3 * p1[d] - p0[d] - 3 * p2[d] + p3[d]) * t * t * t);
            }
            points[i][3] = radius;
        }
        return points;
    }

    private static double square(double x) {
        return x * x;
    }
}
