package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Thousands of requests made up from the API's own description: whatever comes in, no request is answered with 5xx. */
@Tag("long")
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("medsyn.fuzz.requests", 4_000);
    private static final List<String> BODY_TYPES = List.of(
            "text/plain",
            "application/xml",
            "*/*",
            "application/*",
            "nonsense",
            ";",
            "application/json; charset=nonsense",
            "application/json;charset=utf-16",
            "multipart/form-data",
            "application/x-www-form-urlencoded");
    private static final long SEED = Long.getLong("medsyn.fuzz.seed", 20_251_122);

    private final Api api = Platforms.api();
    private final List<String> faults = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    /** One operation of the description. */
    private record Operation(String method, String path, JsonNode described) {}

    @AfterEach
    void stopWhatRuns() {
        for (String state : List.of("QUEUED", "RUNNING", "PAUSED")) {
            api.all("/v1/jobs?state=" + state, 100)
                    .forEach(job -> cancel(job.path("id").asString()));
        }
    }

    @Test
    void no_request_made_from_the_description_is_answered_with_a_fault_of_the_server() {
        JsonNode description = api.get("/v3/api-docs").expect(200).json();
        RandomValues values =
                new RandomValues(RandomGeneratorFactory.of("L64X128MixRandom").create(SEED), description, known());
        List<Operation> operations = operations(description);
        assertThat(operations).hasSizeGreaterThan(20);
        for (int i = 0; i < REQUESTS; i++) {
            Operation operation = operations.get(i % operations.size());
            String path = path(operation, values);
            if (path.endsWith("/events")) {
                // A stream lasts as long as its job, and an earlier request may have retried and paused this one.
                api.postText(path.replace("/events", "/cancel"), "");
            }
            HttpRequest.Builder request = api.request(path);
            String body = body(operation, values, request);
            check(i, path, body, api.send(request));
        }
        assertThat(faults)
                .as("faults among %d requests, answers by status %s", REQUESTS, statuses)
                .isEmpty();
        assertThat(statuses.keySet()).as("kinds of answers").contains(200, 400, 404);
    }

    private Map<String, List<String>> known() {
        JsonNode reference = Platforms.reference();
        String dataset = reference.path("dataset").asString();
        List<String> jobs = api.all("/v1/jobs", 100).stream()
                .filter(job -> !job.path("endedAt").isNull())
                .map(job -> job.path("id").asString())
                .toList();
        return Map.of("datasets", List.of(dataset), "jobs", jobs, "models", List.of("grammar-2", "phantom-6"));
    }

    private static List<Operation> operations(JsonNode description) {
        List<Operation> operations = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                method.getValue()))));
        return operations;
    }

    private static String path(Operation operation, RandomValues values) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.described().path("parameters")) {
            String name = parameter.path("name").asString();
            String text = URLEncoder.encode(values.parameter(operation.path(), parameter), StandardCharsets.UTF_8)
                    .replace("+", "%20");
            switch (parameter.path("in").asString()) {
                case "path" -> path = path.replace("{" + name + "}", text.isEmpty() ? "%20" : text);
                case "query" -> {
                    if (parameter.path("required").asBoolean() ? values.chance(0.95) : values.chance(0.5)) {
                        query.append(query.isEmpty() ? "?" : "&")
                                .append(name)
                                .append('=')
                                .append(text);
                    }
                }
                default -> {
                    // Headers are left to the tests that know them.
                }
            }
        }
        return path + query;
    }

    /** Gives a request its method and body; the body as text. */
    private static String body(Operation operation, RandomValues values, HttpRequest.Builder request) {
        JsonNode content = operation.described().path("requestBody").path("content");
        if (values.chance(0.1)) {
            request.header(
                    "Accept", values.one(List.of("text/html", "application/xml", "*/*", "nonsense", "image/png")));
        }
        if (content.has("multipart/form-data")) {
            String form = "--b\r\nContent-Disposition: form-data; name=\""
                    + values.one(List.of("name", "file", "nome"))
                    + "\"\r\n\r\nfuzz\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
                    + values.body(operation.described()) + "\r\n--b" + values.one(List.of("--\r\n", "--\r\n", ""));
            request.header("Content-Type", "multipart/form-data; boundary=b")
                    .method(operation.method(), BodyPublishers.ofString(form));
            return form;
        }
        if (content.isMissingNode() || content.isEmpty()) {
            request.method(operation.method(), BodyPublishers.noBody());
            return "";
        }
        String body = values.body(content.path("application/json").path("schema"));
        String type = values.chance(0.94) ? "application/json" : values.one(BODY_TYPES);
        request.header("Content-Type", type).method(operation.method(), BodyPublishers.ofString(body));
        return body;
    }

    private void check(int number, String path, String body, Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        try {
            assertThat(answer.status()).as("%s", answer.text()).isLessThan(500);
            if (answer.status() >= 400) {
                answer.problem();
            }
        } catch (AssertionError fault) {
            faults.add("request " + number + ": " + answer.call() + "\n  body: " + shorten(body) + "\n  "
                    + shorten(String.valueOf(fault.getMessage())));
        }
        if (answer.status() == 202) {
            cancel(answer.json().path("id").asString());
        }
    }

    private void cancel(String job) {
        Answer answer = api.postText("/v1/jobs/" + job + "/cancel", "");
        assertThat(answer.status()).isIn(200, 409);
    }

    private static String shorten(String text) {
        return text.length() <= 600 ? text : text.substring(0, 600) + "…";
    }
}
