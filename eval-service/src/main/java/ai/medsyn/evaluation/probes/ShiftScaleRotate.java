package ai.medsyn.evaluation.probes;

import ai.medsyn.imaging.GrayImage;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * The augmentation of MGCA's segmentation: with probability 0.5 a film and its outline are turned by up to 10 degrees and scaled by 0.9 to 1.1 about the
 * middle; what comes from outside is black and not outlined. Films are not shifted.
 */
final class ShiftScaleRotate {

    private static final double PROBABILITY = 0.5;
    private static final double LARGEST_SCALE = 0.1;
    private static final double LARGEST_ANGLE = 10;

    private final int side;
    private final double cos;
    private final double sin;

    /** Source = middle + R(-angle) (target - middle) / scale. */
    private ShiftScaleRotate(int side, double scale, double degrees) {
        this.side = side;
        double angle = Math.toRadians(degrees);
        this.cos = StrictMath.cos(angle) / scale;
        this.sin = StrictMath.sin(angle) / scale;
    }

    /** Draws what happens to a film of a side. */
    static ShiftScaleRotate drawn(int side, RandomGenerator random) {
        boolean happens = random.nextDouble() < PROBABILITY;
        double scale = 1 + LARGEST_SCALE * (2 * random.nextDouble() - 1);
        double degrees = LARGEST_ANGLE * (2 * random.nextDouble() - 1);
        return new ShiftScaleRotate(side, happens ? scale : 1, happens ? degrees : 0);
    }

    private double sourceX(int x, int y) {
        double middle = (side - 1) / 2.0;
        return middle + cos * (x - middle) - sin * (y - middle);
    }

    private double sourceY(int x, int y) {
        double middle = (side - 1) / 2.0;
        return middle + sin * (x - middle) + cos * (y - middle);
    }

    /** Linear interpolation between pixels. */
    GrayImage film(GrayImage source) {
        byte[] pixels = new byte[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double fromX = sourceX(x, y);
                double fromY = sourceY(x, y);
                int left = (int) Math.floor(fromX);
                int top = (int) Math.floor(fromY);
                double right = fromX - left;
                double down = fromY - top;
                double value = (1 - down) * ((1 - right) * at(source, left, top) + right * at(source, left + 1, top))
                        + down * ((1 - right) * at(source, left, top + 1) + right * at(source, left + 1, top + 1));
                pixels[y * side + x] = (byte) (int) (value + 0.5);
            }
        }
        return new GrayImage(side, side, pixels);
    }

    private int at(GrayImage source, int x, int y) {
        return x < 0 || y < 0 || x >= side || y >= side ? 0 : source.at(x, y);
    }

    /** The nearest pixel. */
    BitSet outline(BitSet source) {
        BitSet turned = new BitSet(side * side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                long fromX = Math.round(sourceX(x, y));
                long fromY = Math.round(sourceY(x, y));
                boolean inside = fromX >= 0 && fromY >= 0 && fromX < side && fromY < side;
                turned.set(y * side + x, inside && source.get((int) (fromY * side + fromX)));
            }
        }
        return turned;
    }
}
