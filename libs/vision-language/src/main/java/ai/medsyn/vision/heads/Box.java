package ai.medsyn.vision.heads;

/**
 * An axis-parallel box in pixels, corners included: a box from 3 to 3 is one pixel wide.
 *
 * @param left smallest x, and so on
 */
public record Box(float left, float top, float right, float bottom) {

    /** Area of the overlap by area of the union, with the +1 pixel convention of the official code; in 0..1 for real boxes. */
    float overlap(Box other) {
        float width = Math.max(0, Math.min(right, other.right) - Math.max(left, other.left) + 1);
        float height = Math.max(0, Math.min(bottom, other.bottom) - Math.max(top, other.top) + 1);
        float shared = width * height;
        return shared / (area() + other.area() - shared + 1e-16f);
    }

    private float area() {
        return (right - left + 1) * (bottom - top + 1);
    }
}
