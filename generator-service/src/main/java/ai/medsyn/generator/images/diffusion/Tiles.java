package ai.medsyn.generator.images.diffusion;

/**
 * Decoding in tiles. Tiles overlap by a quarter of their side at least, the last one of a row or column ends at the border, and where tiles overlap they are
 * mixed with weights that fall linearly towards a tile's edge, so no seam shows. All tiles have the same size.
 */
final class Tiles {

    private static final int COLOURS = 3;
    private static final double OVERLAP = 0.25;

    private final LatentSpace space;
    private final int side;

    Tiles(LatentSpace space, int side) {
        this.space = space;
        this.side = side;
    }

    /** Decodes channels x rows x columns latents to 3 x (rows scale) x (columns scale). */
    interface Decoder {
        float[] decode(float[] z, int columns, int rows);
    }

    float[] decode(float[] z, int columns, int rows, Decoder decoder) {
        int scale = space.scale();
        int width = columns * scale;
        int height = rows * scale;
        int tileColumns = Math.min(side, columns);
        int tileRows = Math.min(side, rows);
        float[] sum = new float[COLOURS * height * width];
        float[] weights = new float[height * width];
        for (int top : starts(rows, tileRows)) {
            for (int left : starts(columns, tileColumns)) {
                float[] tile = decoder.decode(
                        cut(z, columns, rows, new Window(left, top, tileColumns, tileRows)), tileColumns, tileRows);
                add(
                        tile,
                        new Window(left * scale, top * scale, tileColumns * scale, tileRows * scale),
                        sum,
                        weights,
                        width);
            }
        }
        for (int c = 0; c < COLOURS; c++) {
            for (int i = 0; i < weights.length; i++) {
                sum[c * weights.length + i] /= weights[i];
            }
        }
        return sum;
    }

    private record Window(int left, int top, int width, int height) {}

    static int[] starts(int length, int tile) {
        int stride = Math.max(1, (int) (tile * (1 - OVERLAP)));
        int count = length <= tile ? 1 : 1 + (length - tile + stride - 1) / stride;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = Math.min(i * stride, length - tile);
        }
        return starts;
    }

    private float[] cut(float[] z, int columns, int rows, Window window) {
        float[] part = new float[space.channels() * window.height() * window.width()];
        for (int c = 0; c < space.channels(); c++) {
            for (int y = 0; y < window.height(); y++) {
                System.arraycopy(
                        z,
                        (c * rows + window.top() + y) * columns + window.left(),
                        part,
                        (c * window.height() + y) * window.width(),
                        window.width());
            }
        }
        return part;
    }

    private static void add(float[] tile, Window window, float[] sum, float[] weights, int width) {
        int pixels = weights.length;
        for (int y = 0; y < window.height(); y++) {
            for (int x = 0; x < window.width(); x++) {
                float weight = ramp(x, window.width()) * ramp(y, window.height());
                int at = (window.top() + y) * width + window.left() + x;
                weights[at] += weight;
                for (int c = 0; c < COLOURS; c++) {
                    sum[c * pixels + at] += weight * tile[(c * window.height() + y) * window.width() + x];
                }
            }
        }
    }

    /** 1 in the middle, falling to almost 0 over the overlap at both ends. */
    private static float ramp(int at, int length) {
        float overlap = (float) Math.max(1, length * OVERLAP);
        return Math.min(1, Math.min(at + 0.5f, length - at - 0.5f) / overlap);
    }
}
