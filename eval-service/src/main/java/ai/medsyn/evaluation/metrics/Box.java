package ai.medsyn.evaluation.metrics;

/**
 * An axis-parallel box in pixels.
 *
 * @param x left edge
 * @param y upper edge
 * @param width not negative
 * @param height not negative
 */
public record Box(double x, double y, double width, double height) {

    public Box {
        if (!(width >= 0
                && height >= 0
                && Double.isFinite(x)
                && Double.isFinite(y)
                && Double.isFinite(width)
                && Double.isFinite(height))) {
            throw new MetricUndefined("expected a finite box of sizes that are not negative, found x " + x + ", y " + y
                    + ", width " + width + ", height " + height);
        }
    }

    public double area() {
        return width * height;
    }

    /** Intersection over union, areas without the "+1 pixel" convention; 0 for two empty boxes. */
    public double iou(Box other) {
        double sharedWidth = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double sharedHeight = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (sharedWidth <= 0 || sharedHeight <= 0) {
            return 0;
        }
        double shared = sharedWidth * sharedHeight;
        return shared / (area() + other.area() - shared);
    }
}
