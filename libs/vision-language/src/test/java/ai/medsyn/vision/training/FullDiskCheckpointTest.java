package ai.medsyn.vision.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints on a file system that holds one of them, mounted in a name space of its own; skipped where that is not allowed. */
class FullDiskCheckpointTest {

    private static final String SCRIPT = """
            mount -t tmpfs -o size=1m tmpfs "$1/checkpoints" || exit 77
            "$2" -XX:TieredStopAtLevel=1 -cp "$3" "$4" "$1" "$5" 20 0 1
            echo "exit $?"
            cd "$1/checkpoints" && find . -type f | sort
            """;

    @TempDir
    Path folder;

    @TempDir
    Path cache;

    @Test
    void a_full_disk_ends_the_run_with_a_clear_error_and_leaves_the_last_good_checkpoint() throws Exception {
        assumeThat(run("unshare", "-rm", "true").exitCode()).as("unshare").isZero();
        Files.createDirectories(folder.resolve("checkpoints"));

        Result result = run(
                "unshare",
                "-rm",
                "sh",
                "-c",
                SCRIPT,
                "sh",
                folder.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                TinyProcess.class.getName(),
                cache.toString());

        assumeThat(result.exitCode()).as("mount").isNotEqualTo(77);
        assertThat(result.output())
                .contains(
                        "the checkpoint of step 10 could not be written (No space left on device); the checkpoint of step 5 is intact")
                .contains("exit 1")
                .contains("./step-00000005/model.safetensors", "./step-00000005/trainer.safetensors")
                .doesNotContain("./step-00000010", "./draft-");
    }

    private record Result(int exitCode, String output) {}

    private static Result run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            return new Result(process.exitValue(), output);
        } catch (IOException noSuchProgram) {
            return new Result(-1, "");
        }
    }
}
