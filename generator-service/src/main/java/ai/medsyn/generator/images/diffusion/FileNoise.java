package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.Safetensors;
import ai.medsyn.onnx.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Initial latents from a file, to compare with another program that begins with the same ones: a safetensors file with a tensor {@code latents} [N,
 * channels, height / scale, width / scale] of floating point, before any scheduler scales them. Row {@code ordinal} mod N is used. Noise that is added
 * later comes from the sample's seed.
 */
final class FileNoise implements NoiseSource {

    private static final String TENSOR = "latents";

    private final Path file;
    private final int ordinal;
    private final NoiseSource later;

    FileNoise(Path file, int ordinal, NoiseSource later) {
        this.file = file;
        this.ordinal = ordinal;
        this.later = later;
    }

    /** @throws InvalidModelException if the file has no latents of this size */
    @Override
    public float[] latents(int count) {
        try {
            StoredTensor all = Safetensors.open(file).get(TENSOR);
            if (all.count() == 0 || all.count() % count != 0) {
                throw new InvalidModelException(file.getFileName() + ": rows of " + count
                        + " latents were expected for this image size, found " + all.shape());
            }
            int row = Math.floorMod(ordinal, all.count() / count);
            return Arrays.copyOfRange(all.floats(), row * count, (row + 1) * count);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new InvalidModelException(
                    file.getFileName() + ": a safetensors file with a tensor \"latents\" was expected: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public float[] noise(int call, int count) {
        return later.noise(call, count);
    }
}
