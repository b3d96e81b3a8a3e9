package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.Port;
import ai.medsyn.onnx.TensorBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Latents to colours: image = clamp(decode(z / scaling + shift) / 2 + 0.5). One image a run, so that it depends on its latents only. Latents larger than a tile
 * are decoded in overlapping tiles that are blended, which bounds memory: the decoder's activations take about 2 kB a pixel.
 */
final class VaeDecoder implements AutoCloseable {

    private static final int COLOURS = 3;

    private final OnnxSession session;
    private final LatentSpace space;
    private final int tile;
    private final Port latents;
    private final Port image;
    private @Nullable Buffers held;

    /** What one size of latents goes through. */
    private record Buffers(int columns, int rows, TensorBuffer in, TensorBuffer out) {}

    /** @param tile side of the largest square of latents that is decoded at once */
    VaeDecoder(OnnxSession session, LatentSpace space, int tile) {
        this.session = session;
        this.space = space;
        this.tile = tile;
        this.latents = session.input("latent_sample", "latent", "z");
        this.image = session.output("sample", "out_sample", "image");
        if (session.inputs().size() != 1 || latents.rank() != 4 || image.rank() != 4) {
            throw new InvalidModelException(session.name()
                    + ": latents [batch, channels, height, width] were expected as the only input, found "
                    + session.inputs() + " giving " + session.outputs());
        }
    }

    OnnxSession session() {
        return session;
    }

    boolean tiled(int width, int height) {
        return width / space.scale() > tile || height / space.scale() > tile;
    }

    /**
     * Decodes one image.
     *
     * @param z channels x height / scale x width / scale
     * @return 3 x height x width, 0 to 1 where finite
     */
    float[] decode(float[] z, int width, int height) {
        int columns = width / space.scale();
        int rows = height / space.scale();
        float[] scaled = new float[z.length];
        for (int i = 0; i < z.length; i++) {
            scaled[i] = (float) (z[i] / space.scaling() + space.shift());
        }
        float[] decoded = tiled(width, height)
                ? new Tiles(space, tile).decode(scaled, columns, rows, this::run)
                : run(scaled, columns, rows);
        for (int i = 0; i < decoded.length; i++) {
            float value = decoded[i] / 2 + 0.5f;
            decoded[i] = value < 0 ? 0 : value > 1 ? 1 : value; // NaN stays NaN
        }
        return decoded;
    }

    /** One decoding at a time: the buffers stay for the next one of this size. */
    private synchronized float[] run(float[] z, int columns, int rows) {
        Buffers buffers = buffers(columns, rows);
        buffers.in.put(0, z);
        session.run(Map.of(latents.name(), buffers.in.tensor()), Map.of(image.name(), buffers.out.tensor()));
        return buffers.out.get(0, COLOURS * columns * rows * space.scale() * space.scale());
    }

    private Buffers buffers(int columns, int rows) {
        Buffers current = held;
        if (current != null && current.columns == columns && current.rows == rows) {
            return current;
        }
        release();
        Buffers made = new Buffers(
                columns,
                rows,
                new TensorBuffer(latents.type(), 1, space.channels(), rows, columns),
                new TensorBuffer(
                        image.type(), 1, COLOURS, (long) rows * space.scale(), (long) columns * space.scale()));
        held = made;
        return made;
    }

    private void release() {
        if (held != null) {
            held.in.close();
            held.out.close();
            held = null;
        }
    }

    @Override
    public synchronized void close() {
        release();
        session.close();
    }
}
