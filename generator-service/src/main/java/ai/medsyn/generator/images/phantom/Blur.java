package ai.medsyn.generator.images.phantom;

/** Gaussian blur as three box blurs of fractional width; edges are repeated. */
final class Blur {

    private Blur() {}

    /** A blurred copy of a square map; sigma in pixels. */
    static float[] gaussian(float[] map, int size, double sigma) {
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
