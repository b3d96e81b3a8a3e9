package ai.medsyn.generator.images.phantom;

/**
 * Where a point of the patient falls on the film. World coordinates in cm: x to the patient's left (the image's right), y to the back, z
 * up, origin in the middle of the chest. A point source magnifies with the distance from the detector: in a PA view the back is far
 * from it, in an AP view the front with the heart.
 */
final class Projection {

    final int size;
    /** Mean side of a pixel in the plane y = 0, cm: archives squeeze films of any format into a square. */
    final double pixel;

    /** Width and height of a pixel in the plane y = 0, cm. */
    final double pixelWidth;

    final double pixelHeight;

    private final boolean pa;
    private final double sourceDistance;
    private final double bodyDepth;
    private final double rotation;
    private final double lordosis;
    private final double cos;
    private final double sin;
    private final double centreX;
    private final double centreY;

    Projection(Patient patient, Acquisition acquisition, int size) {
        this.size = size;
        this.pa = acquisition.pa;
        this.sourceDistance = acquisition.sourceDistance;
        this.bodyDepth = patient.cageDepth + 3;
        this.rotation = acquisition.rotation;
        this.lordosis = acquisition.lordosis;
        this.cos = StrictMath.cos(acquisition.tilt);
        this.sin = StrictMath.sin(acquisition.tilt);
        double magnification = sourceDistance / (sourceDistance - bodyDepth);
        this.pixelWidth = acquisition.fieldWidth(patient) / magnification / size;
        this.pixelHeight = acquisition.fieldHeight(patient) / magnification / size;
        this.pixel = Math.sqrt(pixelWidth * pixelHeight);
        this.centreX = size * (0.5 + acquisition.shiftX);
        this.centreY = patient.apex / pixelHeight + size * acquisition.apexAt;
    }

    /** Magnification at depth y, 1 in the plane y = 0. */
    double magnification(double y) {
        return raw(y) / raw(0);
    }

    private double raw(double y) {
        double fromDetector = pa ? bodyDepth + y : bodyDepth - y;
        return sourceDistance / (sourceDistance - fromDetector);
    }

    double column(double x, double y, double z) {
        double m = magnification(y);
        return centreX + (cos * (x + rotation * y) - sin * (z + lordosis * y)) * m / pixelWidth;
    }

    double row(double x, double y, double z) {
        double m = magnification(y);
        return centreY - (sin * (x + rotation * y) + cos * (z + lordosis * y)) * m / pixelHeight;
    }

    /** The frontal plane at depth y, as the film sees it. */
    Plane plane(double y) {
        double across = pixelWidth / magnification(y);
        double down = pixelHeight / magnification(y);
        double x0 = -centreX * cos * across + centreY * sin * down - rotation * y;
        double z0 = centreX * sin * across + centreY * cos * down - lordosis * y;
        return new Plane(
                (float) x0, (float) z0, (float) (cos * across), (float) (sin * down), (float) (sin * across), (float)
                        (cos * down));
    }

    /** The pixels, with a margin of one, that show the rectangle from (x0, z0) to (x1, z1) at depth y. */
    Box box(double x0, double x1, double y, double z0, double z1) {
        double left = size;
        double right = 0;
        double top = size;
        double bottom = 0;
        for (double x : new double[] {x0, x1}) {
            for (double z : new double[] {z0, z1}) {
                left = Math.min(left, column(x, y, z));
                right = Math.max(right, column(x, y, z));
                top = Math.min(top, row(x, y, z));
                bottom = Math.max(bottom, row(x, y, z));
            }
        }
        return new Box(
                (int) Math.max(0, left - 1), (int) Math.min(size - 1, right + 2), (int) Math.max(0, top - 1), (int)
                        Math.min(size - 1, bottom + 2));
    }

    /** First and last column, first and last row. */
    record Box(int left, int right, int top, int bottom) {}

    /** World x and z of a pixel's ray at one depth. */
    record Plane(float x0, float z0, float xByColumn, float xByRow, float zByColumn, float zByRow) {

        float x(int column, int row) {
            return x0 + xByColumn * column - xByRow * row;
        }

        float z(int column, int row) {
            return z0 - zByColumn * column - zByRow * row;
        }
    }
}
