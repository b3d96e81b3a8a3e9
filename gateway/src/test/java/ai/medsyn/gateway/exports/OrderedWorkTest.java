package ai.medsyn.gateway.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedWorkTest {

    @Test
    void results_are_taken_in_the_order_of_the_work_whichever_is_done_first() throws IOException {
        List<Integer> taken = new ArrayList<>();
        CountDownLatch laterIsDone = new CountDownLatch(1);
        try (OrderedWork<Integer> work = new OrderedWork<>(4, taken::add)) {
            work.add(() -> {
                laterIsDone.await();
                return 0;
            });
            work.add(() -> {
                laterIsDone.countDown();
                return 1;
            });
            for (int i = 2; i < 100; i++) {
                int result = i;
                work.add(() -> result);
            }
            work.finish();
        }
        assertThat(taken).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void a_failure_reaches_the_caller_as_it_was_and_later_results_are_not_taken() {
        List<Integer> taken = new ArrayList<>();
        assertThatThrownBy(() -> {
                    try (OrderedWork<Integer> work = new OrderedWork<>(2, taken::add)) {
                        work.add(() -> 0);
                        work.add(() -> {
                            throw new IOException("no space left on device");
                        });
                        work.add(() -> 2);
                        work.finish();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("no space left on device");
        assertThat(taken).containsExactly(0);
    }
}
