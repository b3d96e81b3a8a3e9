package ai.medsyn.generator.images.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BatcherTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static Batcher<String> batcher(int most, Duration delay) {
        return new Batcher<>(first -> most, delay, (first, next) -> first.charAt(0) == next.charAt(0));
    }

    @Test
    void a_full_batch_does_not_wait() throws InterruptedException {
        Batcher<String> batcher = batcher(2, LONG);
        List.of("a1", "a2", "a3", "a4").forEach(batcher::add);
        assertThat(batcher.take()).containsExactly("a1", "a2");
        assertThat(batcher.take()).containsExactly("a3", "a4");
    }

    @Test
    void what_does_not_fit_keeps_its_place() throws InterruptedException {
        Batcher<String> batcher = batcher(2, Duration.ZERO);
        List.of("a1", "b1", "a2", "b2").forEach(batcher::add);
        assertThat(batcher.take()).containsExactly("a1", "a2");
        assertThat(batcher.take()).containsExactly("b1", "b2");
    }

    @Test
    void an_incomplete_batch_goes_after_the_delay() throws InterruptedException {
        Batcher<String> batcher = batcher(8, Duration.ofMillis(20));
        batcher.add("a1");
        assertThat(batcher.take()).containsExactly("a1");
    }

    @Test
    void who_comes_within_the_delay_joins() {
        Batcher<String> batcher = batcher(2, LONG);
        batcher.add("a1");
        CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return batcher.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        batcher.add("a2");
        assertThat(taken.join()).containsExactly("a1", "a2");
    }
}
