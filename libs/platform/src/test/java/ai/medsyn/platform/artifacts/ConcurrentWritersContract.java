package ai.medsyn.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every artifact store promises to writers and readers of one name at once. */
public abstract class ConcurrentWritersContract {

    /** The store under test, empty before each test. */
    protected abstract ArtifactStore store();

    /** Everything that lies in the store by any name, drafts included, locks excluded. */
    protected abstract List<String> everything() throws IOException;

    protected static ObjectName name(String value) {
        return new ObjectName(value);
    }

    final byte[] read(String name) throws IOException {
        try (InputStream in = store().open(name(name))) {
            return in.readAllBytes();
        }
    }

    @Test
    void of_two_writers_with_different_bytes_exactly_one_wins_and_readers_see_only_whole_objects() throws Exception {
        for (int round = 0; round < 20; round++) {
            ObjectName name = name("race/" + round);
            byte[] ones = new byte[200_000];
            byte[] twos = new byte[200_001];
            Arrays.fill(ones, (byte) 1);
            Arrays.fill(twos, (byte) 2);
            CyclicBarrier start = new CyclicBarrier(3);

            List<Boolean> results = together(
                    () -> wins(start, name, ones), () -> wins(start, name, twos), () -> seesWhole(start, name));

            assertThat(results.get(0) ^ results.get(1)).as("one winner").isTrue();
            assertThat(results.get(2)).as("the reader").isTrue();
            assertThat(read(name.value())).isEqualTo(results.get(0) ? ones : twos);
        }
    }

    private boolean wins(CyclicBarrier start, ObjectName name, byte[] content) throws Exception {
        start.await();
        try {
            store().put(name, content);
            return true;
        } catch (ObjectConflictException e) {
            return false;
        }
    }

    private boolean seesWhole(CyclicBarrier start, ObjectName name) throws Exception {
        start.await();
        while (store().find(name).isEmpty()) {
            Thread.onSpinWait();
        }
        byte[] content = read(name.value());
        return content.length == (content[0] == 1 ? 200_000 : 200_001);
    }

    @Test
    void writers_of_the_same_bytes_all_succeed() throws Exception {
        CyclicBarrier start = new CyclicBarrier(4);
        byte[] content = new byte[50_000];
        Callable<Boolean> writer = () -> wins(start, name("same/x"), content);

        assertThat(together(writer, writer, writer, writer)).containsOnly(true);
        assertThat(everything()).hasSize(1);
    }

    @SafeVarargs
    private static List<Boolean> together(Callable<Boolean>... tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.length);
        try {
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> future : threads.invokeAll(List.of(tasks))) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
