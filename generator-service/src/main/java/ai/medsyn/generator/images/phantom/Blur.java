package ai.medsyn.generator.images.phantom;

/** Gaussian blur as three box blurs of fractional width; edges are repeated. */
final class Blur {

    private Blur() {}

    /** Above this sigma, in pixels, a map is blurred at half its size: the blur leaves nothing that would need more. */
    private static final double HALVE_FROM = 2.5;

    /** Below this sigma three neighbours carry all of a Gaussian that matters. */
    private static final double THREE_TAPS = 0.75;

    /** A blurred copy of a square map; sigma in pixels. */
    static float[] gaussian(float[] map, int size, double sigma) {
        if (sigma > HALVE_FROM && size % 2 == 0) {
            // Averaging two pixels and interpolating linearly blur by themselves: variances 1/4 and 2/3 of a pixel of
            // the small map.
            double left = Math.sqrt(sigma * sigma / 4 - 0.23);
            return enlarged(gaussian(halved(map, size), size / 2, left), size);
        }
        if (sigma < THREE_TAPS) {
            return threeTaps(map, size, (float) (sigma * sigma / 2));
        }
        float[] result = map.clone();
        // Three boxes of half width r have variance r(r+1) for whole r; for fractional r this interpolates well.
        double radius = (Math.sqrt(1 + 4 * sigma * sigma) - 1) / 2;
        float[] line = new float[size];
        for (int row = 0; row < size; row++) {
            for (int pass = 0; pass < 3; pass++) {
                box(result, row * size, size, radius, line);
            }
        }
        float[] turned = transpose(result, size);
        for (int row = 0; row < size; row++) {
            for (int pass = 0; pass < 3; pass++) {
                box(turned, row * size, size, radius, line);
            }
        }
        return transpose(turned, size);
    }

    private static float[] halved(float[] map, int size) {
        int half = size / 2;
        float[] small = new float[half * half];
        for (int y = 0; y < half; y++) {
            for (int x = 0; x < half; x++) {
                int at = 2 * y * size + 2 * x;
                small[y * half + x] = 0.25f * (map[at] + map[at + 1] + map[at + size] + map[at + size + 1]);
            }
        }
        return small;
    }

    /** Twice the size, linear between the centres of the small map's pixels. */
    static float[] enlarged(float[] small, int size) {
        int half = size / 2;
        float[] map = new float[size * size];
        for (int y = 0; y < size; y++) {
            int near = y / 2 * half;
            int far = Math.max(0, Math.min(half - 1, y / 2 + (y % 2 == 0 ? -1 : 1))) * half;
            for (int x = 0; x < size; x++) {
                int u = x / 2;
                int v = Math.max(0, Math.min(half - 1, u + (x % 2 == 0 ? -1 : 1)));
                float a = 0.75f * small[near + u] + 0.25f * small[near + v];
                float b = 0.75f * small[far + u] + 0.25f * small[far + v];
                map[y * size + x] = 0.75f * a + 0.25f * b;
            }
        }
        return map;
    }

    /** Weights side, 1 - 2 side, side along rows, then along columns. */
    private static float[] threeTaps(float[] map, int size, float side) {
        float middle = 1 - 2 * side;
        float[] rows = new float[map.length];
        for (int y = 0; y < size; y++) {
            int start = y * size;
            for (int x = 0; x < size; x++) {
                float around = map[start + Math.max(0, x - 1)] + map[start + Math.min(size - 1, x + 1)];
                rows[start + x] = middle * map[start + x] + side * around;
            }
        }
        float[] result = new float[map.length];
        for (int y = 0; y < size; y++) {
            int above = Math.max(0, y - 1) * size;
            int below = Math.min(size - 1, y + 1) * size;
            for (int x = 0; x < size; x++) {
                result[y * size + x] = middle * rows[y * size + x] + side * (rows[above + x] + rows[below + x]);
            }
        }
        return result;
    }

    private static void box(float[] map, int start, int size, double radius, float[] line) {
        System.arraycopy(map, start, line, 0, size);
        int whole = (int) radius;
        float part = (float) (radius - whole);
        float norm = (float) (1 / (2 * radius + 1));
        double sum = line[0] * (double) whole;
        for (int i = 0; i <= whole; i++) {
            sum += line[Math.min(i, size - 1)];
        }
        for (int i = 0; i < size; i++) {
            float edges = line[Math.max(i - whole - 1, 0)] + line[Math.min(i + whole + 1, size - 1)];
            map[start + i] = ((float) sum + part * edges) * norm;
            sum += line[Math.min(i + whole + 1, size - 1)] - line[Math.max(i - whole, 0)];
        }
    }

    private static float[] transpose(float[] map, int size) {
        float[] turned = new float[map.length];
        int tile = 16;
        for (int y0 = 0; y0 < size; y0 += tile) {
            for (int x0 = 0; x0 < size; x0 += tile) {
                for (int y = y0; y < Math.min(size, y0 + tile); y++) {
                    for (int x = x0; x < Math.min(size, x0 + tile); x++) {
                        turned[x * size + y] = map[y * size + x];
                    }
                }
            }
        }
        return turned;
    }
}
