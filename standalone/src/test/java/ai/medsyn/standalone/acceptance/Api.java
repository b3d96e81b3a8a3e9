package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the public API: HTTP and nothing else. */
final class Api {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(1)).build();

    private final String url;
    private final String key;

    /** @param key an API key; empty to call without one */
    Api(String url, String key) {
        this.url = url;
        this.key = key;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) {
        return postText(path, JSON.writeValueAsString(body));
    }

    /** Posts a text as JSON, whether it is or not. */
    Answer postText(String path, String json, String... headers) {
        return post(path, BodyPublishers.ofString(json), "application/json", headers);
    }

    Answer post(String path, BodyPublisher body, String type, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", type).POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Sends a file as a form. */
    Answer upload(String path, String name, String fileName, byte[] file, String... headers) {
        String boundary = "boundary-of-the-acceptance-tests";
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name + "\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        String tail = "\r\n--" + boundary + "--\r\n";
        return post(
                path,
                BodyPublishers.ofByteArrays(List.of(utf8(head), file, utf8(tail))),
                "multipart/form-data; boundary=" + boundary,
                headers);
    }

    Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(Duration.ofMinutes(10)).build();
        try {
            return new Answer(request.method() + " " + request.uri(), HTTP.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return key.isEmpty() ? request : request.header("X-Api-Key", key);
    }

    /** Orders a dataset; the id of its job. */
    String submit(Map<String, ?> order) {
        return accepted(post("/v1/datasets", order));
    }

    /** The job that a 202 names, in its body and in its header. */
    static String accepted(Answer answer) {
        String job = answer.expect(202).json().path("id").asString();
        assertThat(answer.header("Location")).isEqualTo("/v1/jobs/" + job);
        return job;
    }

    JsonNode job(String id) {
        return get("/v1/jobs/" + id).expect(200).json();
    }

    /** Everything that the stream of a job tells until it has ended. */
    List<JsonNode> events(String job) {
        return get("/v1/jobs/" + job + "/events")
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> JSON.readTree(line.substring("data:".length())))
                .toList();
    }

    JsonNode await(String job, Predicate<JsonNode> condition) {
        return org.awaitility.Awaitility.await("job " + job)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .pollDelay(Duration.ZERO)
                .until(() -> job(job), condition);
    }

    /** A job that ended, however it did. */
    JsonNode ended(String job) {
        return await(job, seen -> ENDED.contains(seen.path("state").asString()));
    }

    /** The result of a job that must succeed. */
    JsonNode result(String job) {
        JsonNode ended = ended(job);
        assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("SUCCEEDED");
        return ended.path("result");
    }

    /** Builds a dataset: the result of its job. */
    JsonNode build(Map<String, ?> order) {
        return result(submit(order));
    }

    /** All items of a listing, page by page. */
    List<JsonNode> all(String path, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        String next = path + separator + "limit=" + limit;
        while (!next.isEmpty()) {
            JsonNode page = get(next).expect(200).json();
            assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
            page.path("items").forEach(items::add);
            JsonNode cursor = page.path("nextCursor");
            next = cursor.isString() ? path + separator + "limit=" + limit + "&cursor=" + cursor.asString() : "";
        }
        return items;
    }

    List<JsonNode> samples(String dataset) {
        return all("/v1/datasets/" + dataset + "/samples", 100);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
