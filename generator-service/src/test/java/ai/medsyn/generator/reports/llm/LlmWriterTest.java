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
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntitySet;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole path over a real HTTP server that speaks the protocol, well and badly. */
class LlmWriterTest {

    private static final List<Entity> ENTITIES = List.of(
            Entity.parse("DISEASE:pleural effusion"),
            Entity.parse("NON_DISEASE:pneumothorax"),
            Entity.parse("NON_ABNORMALITY:normal heart size"),
            Entity.parse("ANATOMY:left lower lobe"));
    private static final LexiconExtractor EXTRACTOR = new LexiconExtractor(Lexicon.builtIn());

    /** A pause of the machine must not pass for a failure of the endpoint. */
    private static final Duration PATIENT = Duration.ofMinutes(2);

    private final ModelServer server = new ModelServer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        server.close();
    }

    private LlmSettings settings(LlmSettings.Structured structured, boolean stream) {
        return settings(structured, new LlmSettings.Calls(3, PATIENT, 3, Duration.ofMillis(10), stream));
    }

    private LlmSettings settings(LlmSettings.Structured structured, LlmSettings.Calls calls) {
        return new LlmSettings(
                URI.create(server.address()),
                "test-model",
                null,
                new LlmSettings.Sampling(4, List.of(0.8, 0.4, 0.0), null, 300, structured),
                calls,
                new LlmSettings.Price(1.0, 2.0));
    }

    private LlmWriter writer(LlmSettings settings) {
        PromptBook prompts = new PromptBook(Lexicon.builtIn());
        GuardedEndpoint endpoint =
                new GuardedEndpoint(new SpringAiEndpoint(settings, "secret-key"), "test", settings.calls());
        SectionWriter sections = new SectionWriter(endpoint, prompts, EXTRACTOR, settings.sampling());
        return new LlmWriter("test", settings, prompts, sections, new LlmMetrics(meters));
    }

    /** One that soon gives up waiting; an answer of the server that is slower than that only makes it ask once more. */
    private LlmWriter impatient(boolean stream) {
        return writer(settings(
                LlmSettings.Structured.NONE,
                new LlmSettings.Calls(3, Duration.ofSeconds(1), 3, Duration.ofMillis(10), stream)));
    }

    private LlmWriter plain() {
        return writer(settings(LlmSettings.Structured.NONE, false));
    }

    private static void assertExact(WrittenReport report) {
        assertThat(report.writing().exact()).as("%s", report).isTrue();
        for (String section : List.of(report.findings(), report.impression())) {
            assertThat(EntitySet.ofMentions(EXTRACTOR.extract(section))).isEqualTo(EntitySet.of(ENTITIES));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_report_is_written_in_two_sections_and_its_tokens_and_cost_are_counted(boolean stream) {
        WrittenReport report =
                writer(settings(LlmSettings.Structured.AUTO, stream)).write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(report.writing().promptTokens()).isEqualTo(200);
        assertThat(report.writing().completionTokens()).isEqualTo(40);
        assertThat(report.writing().cost()).isEqualTo((200 * 1.0 + 40 * 2.0) / 1_000_000);
        assertThat(report.writing().prompts()).containsKeys("findings-1", "impression-1", "instructions-1");
        assertThat(server.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.path("model").asString()).isEqualTo("test-model");
            assertThat(request.path("stream").asBoolean(false)).isEqualTo(stream);
            assertThat(request.path("response_format").path("type").asString()).isEqualTo("json_schema");
        });
        assertThat(server.requests().get(1).toString())
                .contains("IMPRESSION")
                .contains(report.findings().substring(0, 30));
        assertThat(server.authorizations()).containsOnly("Bearer secret-key");
        assertThat(meters.counter("medsyn.writer.tokens", "model", "test", "kind", "prompt")
                        .count())
                .isEqualTo(200);
    }

    @Test
    void what_is_missing_and_extra_goes_back_to_the_model_at_a_lower_temperature() {
        server.then(says("There is cardiomegaly. There is no pneumothorax. The left lower lobe is included."));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(3);
        assertThat(report.writing().attempts().get(0).missing()).isEqualTo(2);
        assertThat(report.writing().attempts().get(0).extra()).isEqualTo(1);
        assertThat(report.writing().attempts())
                .extracting(attempt -> attempt.section() + attempt.number() + " " + attempt.temperature())
                .containsExactly("FINDINGS1 0.8", "FINDINGS2 0.4", "IMPRESSION1 0.8");
        String correction =
                server.requests().get(1).path("messages").get(3).path("content").asString();
        assertThat(correction)
                .contains("It must also say: normal heart size; pleural effusion (present)")
                .contains("It must not say: cardiomegaly");
        assertThat(server.requests().get(1).path("temperature").asDouble()).isEqualTo(0.4);
    }

    @Test
    void what_stays_inexact_is_kept_with_its_last_difference() {
        server.then(
                says("Clear lungs."),
                says("There is pneumonia."),
                says("Normal heart size."),
                says("There is a nodule."));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertThat(report.writing().exact()).isFalse();
        assertThat(report.writing().extra()).containsExactly("ABNORMALITY:nodule");
        assertThat(report.writing().missing()).hasSize(4);
        assertThat(report.findings()).isEqualTo("There is a nodule.");
        assertThat(report.impression()).isEmpty();
        assertThat(report.promptSource()).isEqualTo("FINDINGS");
        assertThat(report.attempts()).isEqualTo(4);
    }

    @Test
    void nonsense_costs_attempts_and_nothing_else() {
        server.then(
                says(""),
                says("{\"report\": 7}"),
                says("```\nFINDINGS: \u0000\u0007 \n```", "stop"),
                says(null, "length"));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertThat(report.writing().exact()).isFalse();
        assertThat(report.writing().attempts())
                .extracting(attempt -> attempt.problem())
                .containsExactly(
                        "it had no text",
                        "it was no JSON object with a member \"text\"",
                        "it had no text",
                        "it was cut off before its end");
        assertThat(report.findings() + report.impression()).isEmpty();
    }

    @Test
    void fences_headings_thoughts_and_line_breaks_are_no_part_of_a_section() {
        String faithful = "There is pleural effusion.\nThere is no pneumothorax.\r\n\r\n- Normal heart size. \n"
                + "The left lower lobe is included.";
        server.then(says("<think>The user wants\n cardiomegaly?</think>\n```text\n**FINDINGS:** " + faithful
                + "\n\nIMPRESSION: Pneumonia.\n```"));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(report.findings())
                .isEqualTo(
                        "There is pleural effusion. There is no pneumothorax. Normal heart size. The left lower lobe is"
                                + " included.");
    }

    @Test
    void a_text_about_the_task_is_no_report_even_if_it_names_every_entity() {
        server.then(says(
                "You asked for a sentence. There is pleural effusion. There is no pneumothorax. Normal heart size. The left"
                        + " lower lobe is included."));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertThat(report.writing().attempts().get(0).problem()).isEqualTo("it spoke about the task");
        assertExact(report);
    }

    @Test
    void a_statement_under_a_heading_that_nobody_reads_is_refused() {
        server.then(says(
                "Indication: pneumonia. There is pleural effusion. There is no pneumothorax. Normal heart size. The left"
                        + " lower lobe is included."));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertThat(report.writing().attempts().get(0).problem()).contains("heading of its own");
        assertExact(report);
    }

    @Test
    void an_endpoint_that_does_not_know_schemas_is_asked_without() {
        server.then(status(400));

        WrittenReport report =
                writer(settings(LlmSettings.Structured.AUTO, false)).write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(server.requests())
                .extracting(request -> request.has("response_format"))
                .containsExactly(true, false, false);
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
        LlmWriter writer = impatient(stream);
        server.then(never());

        WrittenReport report = writer.write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(server.requests()).hasSizeGreaterThan(2);
    }

    @Test
    void an_endpoint_that_stays_dead_is_a_failure_that_passes() {
        server.then(status(500), status(502), never());

        Throwable failure = catchThrowable(() -> impatient(false).write(ENTITIES, 7));

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
