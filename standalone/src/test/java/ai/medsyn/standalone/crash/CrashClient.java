package ai.medsyn.standalone.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the public API that expects its server to vanish now and then, and asks again. */
final class CrashClient {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final URI base;
    private final String key;

    CrashClient(String url, String key) {
        this.base = URI.create(url);
        this.key = key;
    }

    /** Orders a dataset; repeats of the same order are the same job. */
    String submit(Object request) {
        return answer(request("/v1/datasets")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(request)))
                        .build())
                .path("id")
                .asString();
    }

    /** Waits for a while; false if the job ends meanwhile. */
    boolean runsStill(String job, long milliseconds) {
        try {
            await().atMost(Duration.ofMillis(milliseconds).plusMillis(101))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> ENDED.contains(job(job).path("state").asString()));
            return false;
        } catch (ConditionTimeoutException e) {
            return true;
        }
    }

    /** The result of a job that must succeed. */
    JsonNode awaitSuccess(String job) {
        JsonNode ended = await("job " + job)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> job(job),
                        state -> ENDED.contains(state.path("state").asString()));
        if (!ended.path("state").asString().equals("SUCCEEDED")) {
            throw new AssertionError("expected the job to succeed, found " + ended);
        }
        return ended.path("result");
    }

    List<JsonNode> samples(String dataset) {
        List<JsonNode> samples = new ArrayList<>();
        String query = "?limit=25";
        while (!query.isEmpty()) {
            JsonNode page = answer(request("/v1/datasets/" + dataset + "/samples" + query)
                    .GET()
                    .build());
            page.path("items").forEach(samples::add);
            query = page.path("nextCursor").isString()
                    ? "?limit=25&cursor=" + page.path("nextCursor").asString()
                    : "";
        }
        return samples;
    }

    private JsonNode job(String id) {
        return answer(request("/v1/jobs/" + id).GET().build());
    }

    /** Repeats a request until it is answered: 5xx of a server that starts or lost its database is no answer. */
    private JsonNode answer(HttpRequest request) {
        AtomicReference<JsonNode> answer = new AtomicReference<>();
        await(request.uri() + " to be answered")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .pollDelay(Duration.ZERO)
                .until(() -> attempt(request, answer));
        return answer.get();
    }

    private boolean attempt(HttpRequest request, AtomicReference<JsonNode> answer) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 500) {
                return false;
            }
            if (response.statusCode() >= 400) {
                throw new AssertionError(request.uri() + " was refused: " + response.body());
            }
            answer.set(JSON.readTree(response.body()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("X-Api-Key", key)
                .timeout(Duration.ofMinutes(1));
    }
}
