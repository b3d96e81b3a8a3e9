package ai.medsyn.vision.tensor;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * Process-wide settings of LibTorch: threads, determinism, random numbers.
 *
 * <p>On a CPU a run is a function of its inputs, its seed and its thread count: LibTorch splits some reductions (sums over a
 * whole tensor, convolution gradients) by thread, so the last bits of a gradient may differ between thread counts, never between
 * two runs with the same one. Fix {@link #configure(int)} where bits matter. On CUDA deterministic kernels are preferred where
 * LibTorch has them.
 */
public final class LibTorch {
    private LibTorch() {}

    /**
     * Sets the threads one operation may use and asks for deterministic kernels. Call before the first tensor is made, and in every thread that computes:
     * OpenMP keeps the number for each thread. OpenBLAS, which multiplies LibTorch's matrices, has one number for the process: always 1, because
     * work of other settings beside this one must not change what it computes.
     *
     * @param threads at least 1
     */
    public static void configure(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Expected at least one LibTorch thread, but found " + threads);
        }
        torch.set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(1);
        try (TensorScope scope = TensorScope.open()) {
            torch.globalContext().setDeterministicAlgorithms(true, true);
            torch.globalContext().setDeterministicMkldnn(true);
            torch.globalContext().setDeterministicCuDNN(true);
            torch.globalContext().setBenchmarkCuDNN(false);
        }
    }

    public static int threads() {
        return torch.get_num_threads();
    }

    /**
     * Starts the random numbers (initial weights, dropout) of all devices. A training loop calls it once per step with that
     * step's number, so that a resumed run draws what an undisturbed one would have drawn and no generator state has to be saved.
     *
     * @param seed of the run
     * @param stream what the numbers are for, for example the step
     */
    public static void seed(long seed, long stream) {
        torch.manual_seed(new SplittableRandom(seed ^ Long.rotateLeft(stream * 0x9E3779B97F4A7C15L, 31)).nextLong());
    }

    /** What LibTorch complains about, without the native stack that its messages carry. */
    public static String message(RuntimeException error) {
        return String.valueOf(error.getMessage())
                .lines()
                .map(String::strip)
                .takeWhile(line -> !line.startsWith("Exception raised from") && !line.startsWith("frame #"))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
