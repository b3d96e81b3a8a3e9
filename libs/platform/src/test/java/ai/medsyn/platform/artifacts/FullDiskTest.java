package ai.medsyn.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a file system of 1 MB, mounted in a name space of its own; skipped where that is not allowed. */
class FullDiskTest {

    @TempDir
    Path directory;

    @Test
    void a_full_disk_is_a_clear_error_that_leaves_nothing_and_ends_when_space_is_freed() throws Exception {
        assumeThat(run("unshare", "-rm", "true").exitCode()).as("unshare").isZero();

        Result result = run(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=1m tmpfs \"$1\" && exec \"$2\" -XX:TieredStopAtLevel=1 -cp \"$3\" \"$4\" \"$1\"",
                "sh",
                directory.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                FillDisk.class.getName());

        assumeThat(result.output()).as("mount").doesNotContain("mount:");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("object full/", "is not stored: No space left on device; check the free space")
                .doesNotContain(directory.toString());
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

    /** Puts objects until the disk is full, then checks what is there. */
    static final class FillDisk {

        private static final byte[] CONTENT = new byte[100_000];

        private FillDisk() {}

        public static void main(String[] arguments) throws Exception {
            Path root = Path.of(arguments[0]);
            Arrays.fill(CONTENT, (byte) 7);
            try (LocalArtifactStore store = new LocalArtifactStore(root, false)) {
                int stored = fill(store);
                ObjectName refused = name(stored);
                check(stored > 3, "some objects fit");
                check(store.find(refused).isEmpty(), "the refused object is absent");
                check(drafts(root).isEmpty(), "no draft is left: " + drafts(root));
                try (Stream<StoredObject> objects = store.list(new ObjectName("full"))) {
                    check(objects.count() == stored, "the others are there");
                }
                try (InputStream in = store.open(name(0))) {
                    check(Arrays.equals(in.readAllBytes(), CONTENT), "and whole");
                }
                store.delete(name(0));
                store.put(refused, CONTENT);
            }
        }

        private static int fill(LocalArtifactStore store) {
            for (int i = 0; ; i++) {
                try {
                    store.put(name(i), CONTENT);
                } catch (IOException full) {
                    System.out.println(full.getMessage());
                    return i;
                }
            }
        }

        private static ObjectName name(int i) {
            return new ObjectName("full/" + i);
        }

        private static List<String> drafts(Path root) throws IOException {
            try (Stream<Path> files = Files.walk(root.resolve(".incoming"))) {
                return files.filter(Files::isRegularFile)
                        .map(file -> file.getFileName().toString())
                        .filter(file -> !file.equals("lock"))
                        .toList();
            }
        }

        private static void check(boolean holds, String what) {
            if (!holds) {
                throw new IllegalStateException(what);
            }
        }
    }
}
