package ai.medsyn.vision.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.vision.distributed.SingleProcess;
import ai.medsyn.vision.tensor.LibTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that train are killed without warning, at any moment. */
@Tag("crash")
class KilledTrainingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int STEPS = 60;
    /** 128 and the number of SIGTERM. */
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    @TempDir
    Path cache;

    @Test
    void a_run_that_was_killed_twice_ends_with_the_weights_of_an_undisturbed_one() throws Exception {
        compare(2, 1);
    }

    @Test
    @Tag("long")
    void and_so_does_one_that_was_killed_twelve_times() throws Exception {
        compare(12, 20);
    }

    /** LibTorch's libraries are taken down at exit; a thread that still computed would crash the process. */
    @Test
    void a_process_that_is_told_to_end_while_it_trains_ends_in_order() throws Exception {
        for (int i = 0; i < 3; i++) {
            Path directory = folder.resolve("told-" + i);
            Process process = TinyProcess.start(directory, cache, 1_000_000, 0, 1);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !process.isAlive() || lastStep(directory) > 0);
            process.destroy();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(directory.resolve("output-0")))
                    .isEqualTo(TERMINATED);
        }
    }

    private void compare(int kills, long seed) throws Exception {
        LibTorch.configure(1);
        TinyRun run = TinyRun.of(cache, STEPS);
        run.run(
                TinyRun.trainee(run.dropout()),
                new LocalCheckpoints(folder.resolve("undisturbed")),
                new SingleProcess(),
                new Recorder());

        Path killed = folder.resolve("killed");
        Random moments = new Random(seed);
        for (int i = 0; i < kills; i++) {
            Process process = TinyProcess.start(killed, cache, STEPS, 0, 1);
            int after = moments.nextInt(STEPS / 2);
            long pause = moments.nextInt(40);
            // Some time after it has got so far, or after it began; or when it is through.
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !process.isAlive() || lastStep(killed) >= Math.min(after, 5));
            process.waitFor(pause, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        }
        Process last = TinyProcess.start(killed, cache, STEPS, 0, 1);
        assertThat(last.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(last.exitValue())
                .as(Files.readString(killed.resolve("output-0")))
                .isZero();

        assertThat(lastStep(killed)).isEqualTo(STEPS);
        assertThat(weights(killed.resolve("checkpoints"))).isEqualTo(weights(folder.resolve("undisturbed")));
    }

    private static int lastStep(Path directory) {
        try (Stream<Path> entries = Files.list(directory.resolve("checkpoints"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith("step-"))
                    .mapToInt(name -> Integer.parseInt(name.substring(5)))
                    .max()
                    .orElse(0);
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static byte[] weights(Path checkpoints) throws IOException {
        return Files.readAllBytes(
                new LocalCheckpoints(checkpoints).last().orElseThrow().resolve(CheckpointFiles.MODEL));
    }
}
