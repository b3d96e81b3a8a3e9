package ai.medsyn.generator.images.phantom;

/**
 * Where a point of the patient falls on the film. World coordinates in cm: x to the patient's left (the image's right), y to the back, z
 * up, origin in the middle of the chest. A point source magnifies with the distance from the detector: in a PA view the back is far
 * from it, in an AP view the front with the heart.
 */
final class Projection {

    final int size;
    /** Side of a pixel in the plane y = 0, cm. */
    final double pixel;

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
        this.pixel = (2 * patient.cageWidth + 4.5 + patient.fat) * acquisition.fieldScale / size;
        this.centreX = size * (0.5 + acquisition.shiftX);
        double middle = patient.apex - (patient.lungHeight + 3) / 2;
        this.centreY = middle / pixel + size * acquisition.centreAt;
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
        return centreX + (cos * (x + rotation * y) - sin * (z + lordosis * y)) * m / pixel;
    }

    double row(double x, double y, double z) {
        double m = magnification(y);
        return centreY - (sin * (x + rotation * y) + cos * (z + lordosis * y)) * m / pixel;
    }

    /** The frontal plane at depth y, as the film sees it. */
    Plane plane(double y) {
        double scale = pixel / magnification(y);
        double x0 = (-centreX * cos + centreY * sin) * scale - rotation * y;
        double z0 = (centreX * sin + centreY * cos) * scale - lordosis * y;
        return new Plane((float) x0, (float) z0, (float) (cos * scale), (float) (sin * scale));
    }

    /** World x and z of a pixel's ray at one depth. */
    record Plane(float x0, float z0, float cos, float sin) {

        float x(int column, int row) {
            return x0 + cos * column - sin * row;
        }

        float z(int column, int row) {
            return z0 - sin * column - cos * row;
        }
    }
}
