package ai.medsyn.vision.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.vision.distributed.SingleProcess;
import ai.medsyn.vision.tensor.LibTorch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run takes of the machine's memory while it goes on. */
@Tag("long")
class FlatMemoryTest {

    private static final int STEPS = 2000;

    @TempDir
    Path folder;

    @TempDir
    Path cache;

    @Test
    void memory_is_flat_over_two_thousand_steps() throws Exception {
        LibTorch.configure(1);
        TinyRun run = TinyRun.of(cache, STEPS);
        Map<Integer, Long> resident = new LinkedHashMap<>();
        Recorder recorder = new Recorder() {
            @Override
            public void progress(int step, int steps) {
                if (step % 250 == 0) {
                    System.gc();
                    resident.put(step, residentKilobytes());
                }
            }
        };
        run.run(
                TinyRun.trainee(run.dropout()),
                new LocalCheckpoints(folder.resolve("checkpoints")),
                new SingleProcess(),
                recorder);
        assertThat(resident.get(STEPS))
                .as("resident kilobytes by step: " + resident)
                .isLessThan(resident.get(500) + 32 * 1024);
    }

    private static long residentKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
