package ai.medsyn.generator.reports.llm;

import static ai.medsyn.generator.reports.llm.ModelServer.bytes;
import static ai.medsyn.generator.reports.llm.ModelServer.cut;
import static ai.medsyn.generator.reports.llm.ModelServer.never;
import static ai.medsyn.generator.reports.llm.ModelServer.says;
import static ai.medsyn.generator.reports.llm.ModelServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.medsyn.generator.reports.WrittenReport;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of calls: repeated, given up, refused, bounded. */
class LlmEndpointTest extends LlmWriterBench {

    /** One that soon gives up waiting; an answer of the server that is slower than that only makes it ask once more. */
    private LlmWriter impatient(int repeats, boolean stream) {
        return writer(settings(
                LlmSettings.Structured.NONE,
                new LlmSettings.Calls(3, Duration.ofSeconds(1), repeats, Duration.ofMillis(10), stream)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void calls_that_fail_are_repeated_and_cost_no_attempt(boolean stream) {
        LlmWriter writer = writer(settings(LlmSettings.Structured.NONE, stream));
        server.then(status(500), status(429, "Retry-After", "0"));
        assertExact(writer.write(ENTITIES, 7));

        server.then(bytes("<html>no</html>"), says(null), cut());
        WrittenReport report = writer.write(ENTITIES, 7);
        assertExact(report);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(server.requests()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_call_that_is_not_answered_is_given_up_and_costs_no_attempt(boolean stream) {
        server.then(never());

        WrittenReport report = impatient(6, stream).write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(server.requests()).hasSizeGreaterThan(2);
    }

    @Test
    void an_endpoint_that_stays_dead_is_a_failure_that_passes() {
        server.then(status(500), status(502), never());

        Throwable failure = catchThrowable(() -> impatient(3, false).write(ENTITIES, 7));

        assertThat(failure).isInstanceOf(RequestRefused.class).hasMessageContaining("found it failing");
        assertThat(((RequestRefused) failure).problem().status()).isEqualTo(503);
        assertThat(((RequestRefused) failure).problem().code()).isEqualTo("writer-unavailable");
        assertThat(failure.getMessage()).doesNotContain("secret-key");
    }

    @Test
    void after_too_many_failures_it_is_left_alone_for_a_while() {
        // It is left alone for twenty times the first pause, while the rest of this takes two of them.
        LlmWriter writer = writer(settings(
                LlmSettings.Structured.NONE, new LlmSettings.Calls(3, PATIENT, 2, Duration.ofMillis(300), false)));
        ModelServer.Reply[] failures = new ModelServer.Reply[30];
        Arrays.fill(failures, status(500));
        server.then(failures);
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> writer.write(ENTITIES, 7)).isInstanceOf(RequestRefused.class);
        }
        // 12 calls were due; the breaker opened after 10 of them.
        assertThat(server.requests()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 422, 302, 307})
    void a_refusal_and_a_redirect_end_the_job_at_once(int code) {
        ModelServer elsewhere = new ModelServer();
        server.then(status(code, "Location", elsewhere.address() + "/chat/completions"));

        assertThatThrownBy(() -> plain().write(ENTITIES, 7))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining(String.valueOf(code))
                .hasMessageContaining("registration");
        assertThat(server.requests()).hasSize(1);
        assertThat(elsewhere.requests()).isEmpty();
        elsewhere.close();
    }

    @Test
    void an_endless_answer_is_not_read_to_its_end() {
        String flood = "x".repeat(1 << 20);
        server.then((exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(flood.getBytes());
            }
        });

        assertExact(plain().write(ENTITIES, 7));
    }

    @Test
    void no_more_calls_run_at_once_than_were_registered() throws Exception {
        LlmWriter writer = plain();
        List<Callable<Boolean>> calls = IntStream.range(0, 24)
                .mapToObj(seed -> (Callable<Boolean>)
                        () -> writer.write(ENTITIES, seed).writing().exact())
                .toList();

        // A pool of its own: on two processors the common one would never try more than two at once.
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> exact : pool.invokeAll(calls)) {
                assertThat(exact.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(server.mostAtOnce()).isLessThanOrEqualTo(3);
    }
}
