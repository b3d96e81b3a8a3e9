package ai.medsyn.imaging;

/** PNG's row filters: each row is predicted from its neighbours by the filter with the smallest sum of absolute residuals. */
final class PngFilter {

    private static final int FILTERS = 5;

    private PngFilter() {}

    /** Each row of {@code raw} as one filter byte and its residuals. */
    static byte[] filter(byte[] raw, int rowBytes, int bytesPerPixel) {
        int rows = raw.length / rowBytes;
        byte[] filtered = new byte[rows * (rowBytes + 1)];
        byte[] above = new byte[rowBytes];
        byte[] row = new byte[rowBytes];
        byte[] trial = new byte[rowBytes];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(raw, y * rowBytes, row, 0, rowBytes);
            int at = y * (rowBytes + 1);
            long best = Long.MAX_VALUE;
            for (int type = 0; type < FILTERS; type++) {
                long cost = apply(type, row, above, bytesPerPixel, trial);
                if (cost < best) {
                    best = cost;
                    filtered[at] = (byte) type;
                    System.arraycopy(trial, 0, filtered, at + 1, rowBytes);
                }
            }
            byte[] swap = above;
            above = row;
            row = swap;
        }
        return filtered;
    }

    private static long apply(int type, byte[] row, byte[] above, int bytesPerPixel, byte[] residuals) {
        long cost = 0;
        for (int i = 0; i < row.length; i++) {
            int left = i >= bytesPerPixel ? row[i - bytesPerPixel] & 0xFF : 0;
            int up = above[i] & 0xFF;
            int predicted = switch (type) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) >> 1;
                default -> paeth(left, up, i >= bytesPerPixel ? above[i - bytesPerPixel] & 0xFF : 0);
            };
            byte residual = (byte) (row[i] - predicted);
            residuals[i] = residual;
            cost += Math.abs(residual);
        }
        return cost;
    }

    private static int paeth(int left, int up, int upLeft) {
        int estimate = left + up - upLeft;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toUpLeft = Math.abs(estimate - upLeft);
        if (toLeft <= toUp && toLeft <= toUpLeft) {
            return left;
        }
        return toUp <= toUpLeft ? up : upLeft;
    }
}
