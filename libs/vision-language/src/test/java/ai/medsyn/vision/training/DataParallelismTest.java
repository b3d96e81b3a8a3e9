package ai.medsyn.vision.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.vision.distributed.SingleProcess;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that exchange over Gloo. */
class DataParallelismTest {

    private static final int STEPS = 12;

    /** Length of a gradient that is nothing but rounding, times ten. */
    private static final double ROUNDING = 1e-6;

    @TempDir
    Path folder;

    @TempDir
    Path cache;

    @Test
    void two_processes_compute_what_one_does_with_the_same_global_batch() throws Exception {
        LibTorch.configure(1);
        TinyRun run = TinyRun.of(cache, STEPS).forProcesses();
        run.data();
        Path both = folder.resolve("both");
        Process first = TinyProcess.start(both, cache, STEPS, 0, 2);
        Process second = TinyProcess.start(both, cache, STEPS, 1, 2);

        Trainee alone = TinyRun.traineeForProcesses();
        Recorder recorder = new Recorder();
        run.run(alone, new LocalCheckpoints(folder.resolve("alone")), new SingleProcess(), recorder);

        for (Process process : List.of(first, second)) {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> output(both, 0) + output(both, 1))
                    .isZero();
        }
        List<String> losses = Files.readAllLines(both.resolve("losses"));
        for (int step = 1; step <= STEPS; step++) {
            assertThat(Double.parseDouble(losses.get(step - 1)))
                    .as("loss of step " + step)
                    .isCloseTo(recorder.loss(step), org.assertj.core.data.Offset.offset(1e-5));
        }
        Map<String, Tensor> together = SafetensorsWeights.read(new LocalCheckpoints(both.resolve("checkpoints"))
                .last()
                .orElseThrow()
                .resolve(CheckpointFiles.MODEL));
        Map<String, Tensor> moments = alone.optimizer().state();
        alone.model()
                .parameters()
                .forEach((name, expected) -> assertThat(
                                largestDifference(together.get(name), expected, moments.get(name + ".exp_avg_sq")))
                        .as(name)
                        .isLessThan(1e-5));
    }

    /**
     * Over the elements that the loss depends on. Some have a gradient that is zero but for rounding (the bias of attention keys, which softmax does not
     * see; a bias before batch normalisation, which removes it): Adam turns that into steps of the size of the learning rate, other ones for every order
     * of summation.
     */
    private static double largestDifference(Tensor found, Tensor expected, Tensor squaredGradients) {
        float[] a = found.floats();
        float[] b = expected.floats();
        float[] v = squaredGradients.floats();
        double largest = 0;
        for (int i = 0; i < b.length; i++) {
            if (v[i] > ROUNDING * ROUNDING) {
                largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
            }
        }
        return largest;
    }

    private static String output(Path directory, int rank) {
        try {
            return Files.readString(directory.resolve("output-" + rank));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
