package ai.medsyn.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = EdgeTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

    @LocalServerPort
    int port;

    HttpProbe client;

    @BeforeEach
    void connect() {
        client = new HttpProbe(port);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json())
                .containsEntry("status", status)
                .containsEntry("code", code)
                .containsEntry("type", "urn:problem-type:medsyn:" + code)
                .containsKeys("title", "detail");
        assertNothingLeaks(answer.body());
    }

    private static void assertNothingLeaks(String body) {
        assertThat(body)
                .doesNotContain("secret", "java.", "springframework", "jackson", "Exception", "Tomcat", "trace");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> violations(Answer answer) {
        return (List<Map<String, Object>>) answer.json().get("violations");
    }

    @Test
    void a_body_that_breaks_several_rules_lists_every_violation_in_order() {
        Answer answer = client.post("/orders", """
                {"count": 0, "name": " ", "findings": [
                  {"name": "effusion", "weight": 0.5, "side": "LEFT"},
                  {"name": "", "weight": 2.5, "side": "LEFT"}]}""");
        assertProblem(answer, 400, "validation-failed");
        assertThat(violations(answer))
                .extracting(v -> v.get("field"))
                .containsExactly("count", "findings[1].name", "findings[1].weight", "name");
        assertThat(violations(answer).get(0))
                .containsEntry("message", "must be greater than or equal to 1")
                .containsEntry("found", 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\": \"3\", \"name\": \"a\"} | count | whole number",
                "{\"count\": 3.5, \"name\": \"a\"} | count | whole number",
                "{\"count\": true, \"name\": \"a\"} | count | whole number",
                "{\"count\": 99999999999, \"name\": \"a\"} | count | whole number",
                "{\"count\": 3, \"name\": 7} | name | a text",
                "{\"count\": 3, \"name\": [\"a\"]} | name | a text",
                "{\"count\": 3, \"name\": \"a\", \"cuont\": 4} | cuont | count, due, findings, name, range",
                "{\"findings\": [{\"name\": \"a\", \"weight\": 1, \"side\": \"UP\"}]} | findings[0].side | LEFT, RIGHT",
                "{\"findings\": [{\"name\": \"a\", \"weight\": 1, \"side\": 0}]} | findings[0].side | LEFT, RIGHT",
                "{\"findings\": [{\"name\": \"a\", \"weight\": null}]} | findings[0].weight | a number",
                "{\"findings\": {}} | findings | an array",
                "{\"range\": {\"from\": 5, \"to\": 2}} | range | from < to expected",
                "{\"due\": \"tomorrow\"} | due | 2026-01-31T12:00:00Z",
                "[] | body | an object",
                "\"text\" | body | an object",
            })
    void a_body_of_the_wrong_shape_names_the_place_and_the_expectation(String body, String field, String expected) {
        Answer answer = client.post("/orders", body);
        assertProblem(answer, 400, "unreadable-body");
        assertThat(violations(answer)).singleElement().satisfies(violation -> {
            assertThat(violation).containsEntry("field", field);
            assertThat((String) violation.get("message")).contains(expected);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{]",
                "{\"count\": 1, \"count\": 2}",
                "{\"count\": 1} {}",
                "nonsense",
                "{'count': 1}",
                "null"
            })
    void text_that_is_not_one_JSON_document_is_refused(String body) {
        assertProblem(client.post("/orders", body), 400, "unreadable-body");
    }

    @Test
    void a_document_nested_beyond_measure_is_refused() {
        assertProblem(client.post("/trees", "{\"a\":".repeat(40) + "1" + "}".repeat(40)), 400, "unreadable-body");
        assertProblem(client.post("/trees", "{\"a\":" + "9".repeat(100) + "}"), 400, "unreadable-body");
        assertProblem(client.post("/trees", "{\"" + "n".repeat(300) + "\":1}"), 400, "unreadable-body");
        assertThat(client.post("/trees", "{\"a\":".repeat(20) + "1" + "}".repeat(20))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "\\udc00\\ud800", "x\\ud83d"})
    void a_text_that_no_database_stores_is_refused(String text) {
        Answer answer = client.post("/orders", "{\"name\": \"" + text + "\"}");
        assertProblem(answer, 400, "unreadable-body");
        assertThat(violations(answer))
                .singleElement()
                .satisfies(v -> assertThat(v)
                        .containsEntry("field", "name")
                        .containsEntry(
                                "message",
                                "must be a text of Unicode characters without U+0000 and halves of surrogate pairs"));
        assertThat(client.post("/orders", "{\"count\": 1, \"name\": \"\\ud83d\\ude00 \\u00e4\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_found_value_is_repeated_only_in_part() {
        Answer answer = client.post("/orders", "{\"due\": \"" + "x".repeat(5000) + "\"}");
        assertProblem(answer, 400, "unreadable-body");
        assertThat(answer.body().length()).isLessThan(1000);
    }

    @Test
    void a_path_variable_of_the_wrong_type_is_named() {
        Answer answer = client.get("/orders/seven");
        assertProblem(answer, 400, "invalid-parameter");
        assertThat(violations(answer))
                .singleElement()
                .satisfies(violation ->
                        assertThat(violation).containsEntry("field", "id").containsEntry("found", "seven"));
    }

    @Test
    void query_parameters_are_checked_for_type_and_rules() {
        String order = "/orders/" + UUID.randomUUID();
        assertProblem(client.get(order + "?part=first"), 400, "invalid-parameter");
        Answer tooSmall = client.get(order + "?part=0");
        assertProblem(tooSmall, 400, "validation-failed");
        assertThat(violations(tooSmall))
                .singleElement()
                .satisfies(v -> assertThat(v).containsEntry("field", "part"));
        Answer side = client.get("/sides?side=UP", "X-Reason", "x");
        assertProblem(side, 400, "invalid-parameter");
        assertThat((String) side.json().get("detail")).contains("LEFT, RIGHT");
        assertProblem(client.get("/sides", "X-Reason", "x"), 400, "missing-parameter");
        assertProblem(client.get("/sides?side=LEFT"), 400, "missing-parameter");
    }

    @Test
    void unknown_addresses_methods_and_types_are_problems() {
        assertProblem(client.get("/nowhere"), 404, "not-found");
        assertProblem(client.get("/error"), 404, "not-found");
        Answer method = client.get("/orders");
        assertProblem(method, 405, "method-not-allowed");
        assertThat(method.header("Allow")).isEqualTo("POST");
        assertProblem(client.get("/orders/" + UUID.randomUUID(), "Accept", "image/png"), 406, "not-acceptable");
        assertProblem(client.get("/orders/" + UUID.randomUUID(), "Accept", "none of these"), 406, "not-acceptable");
        assertProblem(
                client.post("/orders", java.net.http.HttpRequest.BodyPublishers.ofString("<a/>"), "application/xml"),
                415,
                "unsupported-media-type");
    }

    @Test
    void refusals_of_the_domain_keep_their_code() {
        assertProblem(client.get("/conflict"), 409, "name-taken");
        Answer full = client.get("/full");
        assertProblem(full, 429, "queue-full");
        assertThat(full.header("Retry-After")).isEqualTo("7");
    }

    @Test
    void a_client_that_accepts_only_another_type_still_gets_the_problem() {
        assertProblem(client.get("/events", "Accept", "text/event-stream"), 404, "job-not-found");
        assertProblem(client.get("/conflict", "Accept", "image/png"), 409, "name-taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bug", "/overflow", "/broken-filter"})
    void a_bug_tells_the_client_a_number_and_the_log_everything(String path, CapturedOutput output) {
        Answer answer = client.get(path);
        assertProblem(answer, 500, "internal-error");
        String incident = (String) answer.json().get("incident");
        assertThat(output.getAll()).contains("incident " + incident + " in GET " + path, "secret of a");
    }

    @Test
    void a_lost_database_is_a_503_that_says_when_to_retry() {
        Answer answer = client.get("/no-database");
        assertProblem(answer, 503, "database-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /orders/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /orders/%2f HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /a|b<c> HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /orders/%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /orders;a=b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /orders//x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
                "G(T /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: nine\r\nConnection: close\r\n\r\n",
                "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nnine\r\n",
                "TRACE /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            })
    void malformed_requests_are_answered_with_a_problem_too(String request) throws IOException {
        String answer = client.raw(request);
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json", "\"code\":");
        assertNothingLeaks(answer);
    }

    @Test
    void an_address_or_header_beyond_measure_is_refused() throws IOException {
        String answer = client.raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }
}
