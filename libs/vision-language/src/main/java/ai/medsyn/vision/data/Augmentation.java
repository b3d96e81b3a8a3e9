package ai.medsyn.vision.data;

/**
 * What happens to a stored image each time that it is seen, on gray values of 0 to 255. Gray-scale augmentation of colour images (part of
 * ConVIRT-pytorch's) is the identity on radiographs.
 *
 * @param crop how the output is cut from the stored image
 * @param side width and height of the output
 * @param flip probability of mirroring left and right; lateral findings then change sides, which the official MGCA and GLoRIA code avoids
 */
public record Augmentation(Crop crop, int side, double flip) {

    /** How the output is cut. */
    public sealed interface Crop permits Window, Resized {}

    /** A window of the output's size: at a random place in training, in the middle otherwise. */
    public record Window() implements Crop {}

    /**
     * A window of random area and aspect, resized to the output (torchvision's RandomResizedCrop); the whole image otherwise.
     *
     * @param leastArea smallest fraction of the image's area, in (0, 1]
     */
    public record Resized(double leastArea) implements Crop {}

    /** torchvision's bounds of the aspect ratio, as logarithms' arguments. */
    private static final double LEAST_ASPECT = 3.0 / 4.0;

    private static final int ATTEMPTS = 10;

    public Augmentation {
        if (side < 1 || flip < 0 || flip > 1) {
            throw new IllegalArgumentException(
                    "expected a positive side and a probability, found " + side + " pixels and " + flip);
        }
    }

    /** Augments for training. */
    void train(byte[] source, int stored, byte[] target, int offset, Draws draws) {
        boolean mirrored = draws.uniform(2) < flip;
        if (crop instanceof Resized resized) {
            resize(source, stored, new View(box(resized, stored, draws), mirrored), target, offset);
            return;
        }
        int room = stored - side;
        window(source, stored, draws.below(0, room + 1), draws.below(1, room + 1), target, offset);
        if (mirrored) {
            mirror(target, offset);
        }
    }

    /** The same without chance, for validation. */
    void evaluate(byte[] source, int stored, byte[] target, int offset) {
        if (crop instanceof Resized) {
            resize(source, stored, new View(new Box(0, 0, stored, stored), false), target, offset);
        } else {
            window(source, stored, (stored - side) / 2, (stored - side) / 2, target, offset);
        }
    }

    /** @throws IllegalArgumentException if images of this size are too small for it */
    void requireFits(int stored) {
        if (crop instanceof Window && stored < side) {
            throw new IllegalArgumentException("expected stored images of at least " + side
                    + " pixels to cut windows of that size from, found " + stored);
        }
    }

    private record Box(int left, int top, int width, int height) {}

    private record View(Box box, boolean mirrored) {}

    private Box box(Resized resized, int stored, Draws draws) {
        double area = (double) stored * stored;
        double logLeast = StrictMath.log(LEAST_ASPECT);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long k = 3 + 4L * attempt;
            double wanted = area * (resized.leastArea() + (1 - resized.leastArea()) * draws.uniform(k));
            double aspect = StrictMath.exp(logLeast * (1 - 2 * draws.uniform(k + 1)));
            int width = (int) Math.rint(Math.sqrt(wanted * aspect));
            int height = (int) Math.rint(Math.sqrt(wanted / aspect));
            if (width > 0 && width <= stored && height > 0 && height <= stored) {
                return new Box(
                        draws.below(k + 2, stored - width + 1), draws.below(k + 3, stored - height + 1), width, height);
            }
        }
        return new Box(0, 0, stored, stored);
    }

    private void window(byte[] source, int stored, int left, int top, byte[] target, int offset) {
        for (int y = 0; y < side; y++) {
            System.arraycopy(source, (top + y) * stored + left, target, offset + y * side, side);
        }
    }

    /** Linear interpolation between pixel centres in 1/256 of a pixel: along rows first, each row once, then between two of them. */
    private void resize(byte[] source, int stored, View view, byte[] target, int offset) {
        Box box = view.box();
        int[] columns = new int[side];
        for (int x = 0; x < side; x++) {
            columns[x] = position(view.mirrored() ? side - 1 - x : x, box.width());
        }
        int[] upper = new int[side];
        int[] lower = new int[side];
        int upperRow = -1;
        int lowerRow = -1;
        for (int y = 0; y < side; y++) {
            int position = position(y, box.height());
            int row = position >> 8;
            if (row != upperRow) {
                int[] spare = upper;
                upper = lower;
                lower = spare;
                if (row != lowerRow) {
                    along(source, (box.top() + row) * stored + box.left(), columns, box.width(), upper);
                }
                upperRow = row;
                lowerRow = Math.min(row + 1, box.height() - 1);
                along(source, (box.top() + lowerRow) * stored + box.left(), columns, box.width(), lower);
            }
            between(upper, lower, position & 0xFF, target, offset + y * side);
        }
    }

    /** A row of the source at the columns, times 256. */
    private static void along(byte[] source, int start, int[] columns, int width, int[] line) {
        for (int x = 0; x < line.length; x++) {
            int left = columns[x] >> 8;
            int right = left + 1 < width ? left + 1 : left;
            int across = columns[x] & 0xFF;
            line[x] = (source[start + left] & 0xFF) * (256 - across) + (source[start + right] & 0xFF) * across;
        }
    }

    private static void between(int[] upper, int[] lower, int down, byte[] target, int start) {
        for (int x = 0; x < upper.length; x++) {
            target[start + x] = (byte) (upper[x] * (256 - down) + lower[x] * down + 32768 >> 16);
        }
    }

    private int position(int at, int size) {
        long centre = (2L * at + 1) * size * 128 / side - 128;
        return (int) Math.max(0, Math.min((size - 1) * 256L, centre));
    }

    private void mirror(byte[] target, int offset) {
        for (int y = 0; y < side; y++) {
            for (int l = offset + y * side, r = l + side - 1; l < r; l++, r--) {
                byte pixel = target[l];
                target[l] = target[r];
                target[r] = pixel;
            }
        }
    }
}
