package ai.medsyn.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.testing.WriteGate;
import ai.medsyn.standalone.acceptance.TinyExperiment;
import ai.medsyn.standalone.database.LocalPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The miniature of synthetic against real, struck by kill -9 on its way: a real process with every service in it, and its database. */
@Tag("crash")
class ExperimentCrashTest {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Installation installation;

    @BeforeEach
    void start() throws Exception {
        installation = Installation.at(folder.resolve("data"));
        assertThat(medsyn("up", "--port", Integer.toString(new Ports().any()))).contains("is up");
    }

    @AfterEach
    void stop() {
        medsyn("down");
    }

    @Test
    void an_experiment_that_was_killed_goes_on_and_gives_the_table_that_an_undisturbed_one_gives() throws Exception {
        String killed;
        try (WriteGate gate =
                new WriteGate(database(), "job", "new.kind = 'evaluation.run' and new.state = 'SUCCEEDED'")) {
            killed = submit(request("miniature", 1));
            await("an evaluation that is about to end").atMost(PATIENCE).until(gate::reached);
            assertThat(done(killed)).isPositive();
            kill();
        }
        assertThat(medsyn("up")).contains("is up");
        assertThat(ended(killed).path("state").asString()).isEqualTo("SUCCEEDED");
        long before = jobs(killed);

        // How often losses are reported is part of what names a training and no part of what it learns: nothing is
        // reused.
        String undisturbed = submit(request("miniature", 2));
        assertThat(ended(undisturbed).path("result").path("reused").asInt()).isZero();
        assertThat(jobs(undisturbed)).isEqualTo(before);
        assertThat(get("/v1/experiments/" + undisturbed + "/table.csv"))
                .isEqualTo(get("/v1/experiments/" + killed + "/table.csv"))
                .contains("measured,ConVIRT,synthetic,zero-shot,auc");
    }

    private Connection database() throws Exception {
        Settings settings = Settings.read(installation.settings());
        return DriverManager.getConnection(
                LocalPostgres.url(settings.database()),
                LocalPostgres.user(),
                settings.credentials().application());
    }

    private Map<String, Object> request(String name, int reportEvery) throws Exception {
        return TinyExperiment.request(
                name, send(request("/v1/built-in-experiments")), 1, 4, Map.of("reportEvery", reportEvery));
    }

    private String submit(Map<String, Object> request) throws Exception {
        return send(request("/v1/experiments")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(request))))
                .path("id")
                .asString();
    }

    private int done(String experiment) throws Exception {
        JsonNode runs = send(request("/v1/experiments/" + experiment)).path("runs");
        assertThat(runs.path("done").asInt())
                .as("runs that have ended before anything was killed: %s", runs)
                .isLessThan(runs.path("total").asInt());
        return runs.path("done").asInt();
    }

    private JsonNode ended(String job) {
        return await(job)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> send(request("/v1/jobs/" + job)),
                        seen -> !seen.path("endedAt").isNull());
    }

    /** Jobs that ran for an experiment: none may have been asked for twice. */
    private long jobs(String experiment) throws Exception {
        return send(request("/v1/jobs?limit=100&parent=" + experiment))
                .path("items")
                .valueStream()
                .filter(job -> !job.path("kind").asString().startsWith("dataset"))
                .count();
    }

    private void kill() throws Exception {
        ProcessHandle platform = ProcessHandle.of(status().path("pid").asLong()).orElseThrow();
        platform.destroyForcibly();
        platform.onExit().get();
        assertThat(status().path("state").asString()).isEqualTo("killed");
    }

    private JsonNode status() {
        return JSON.readTree(medsyn("status", "--json"));
    }

    private HttpRequest.Builder request(String path) throws Exception {
        return HttpRequest.newBuilder(URI.create(status().path("url").asString() + path))
                .header("X-Api-Key", ApiKey.read(installation));
    }

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        return JSON.readTree(text(request));
    }

    private String get(String path) throws Exception {
        return text(request(path));
    }

    private static String text(HttpRequest.Builder request) throws Exception {
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private String medsyn(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data", installation.root().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Medsyn.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(out, true, UTF_8));
        assertThat(code).as(out.toString(UTF_8)).isZero();
        return out.toString(UTF_8);
    }
}
