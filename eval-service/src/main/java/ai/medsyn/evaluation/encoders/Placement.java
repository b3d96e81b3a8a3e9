package ai.medsyn.evaluation.encoders;

/**
 * Where the square that a network sees lies in a film: a film's pixel x is at {@code x * scaleX + shiftX} of the square's width, 0 its left
 * and 1 its right edge; likewise downwards.
 */
public record Placement(double scaleX, double shiftX, double scaleY, double shiftY) {

    /** 0 to 1 within the square; outside of these the network did not see the film. */
    public double column(double x) {
        return x * scaleX + shiftX;
    }

    /** As {@link #column}, downwards. */
    public double row(double y) {
        return y * scaleY + shiftY;
    }
}
