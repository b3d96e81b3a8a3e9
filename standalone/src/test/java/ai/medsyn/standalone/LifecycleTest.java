package ai.medsyn.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.standalone.database.LocalPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The life of a platform in the background, through the command line, with real processes. */
class LifecycleTest {

    @TempDir
    Path folder;

    private Installation installation;
    private String port;

    @BeforeEach
    void prepare() throws IOException {
        installation = Installation.at(folder.resolve("data"));
        port = Integer.toString(new Ports().any());
    }

    @AfterEach
    void stop() {
        medsyn("down");
    }

    @Test
    void a_platform_starts_is_killed_starts_again_on_its_data_and_stops() throws Exception {
        assertThat(medsyn("up", "--port", port).code()).isZero();
        JsonNode up = status();
        assertThat(up.path("state").asString()).isEqualTo("up");
        assertThat(up.path("url").asString()).isEqualTo("http://127.0.0.1:" + port);
        for (int each :
                List.of(settings().gateway(), settings().generator(), settings().filter())) {
            assertThat(health(each)).isEqualTo(200);
        }

        Result second = medsyn("up");
        assertThat(second.code()).isEqualTo(CommandFailure.FAILED);
        assertThat(second.err())
                .contains("is in use by process " + up.path("pid").asLong());

        assertThat(installation.temporary())
                .isDirectoryContaining(each -> each.getFileName().toString().startsWith("tomcat."));
        Path leftBehind = Files.createFile(installation.temporary().resolve("of-the-killed-one"));
        ProcessHandle platform = ProcessHandle.of(up.path("pid").asLong()).orElseThrow();
        platform.destroyForcibly();
        platform.onExit().get();
        JsonNode killed = status();
        assertThat(killed.path("state").asString()).isEqualTo("killed");
        assertThat(killed.path("databasePort").asInt()).isEqualTo(settings().database());

        assertThat(medsyn("up").code()).isZero();
        assertThat(leftBehind).doesNotExist();
        assertThat(status().path("url").asString()).isEqualTo("http://127.0.0.1:" + port);

        assertThat(medsyn("down").out()).contains("its data stays in " + installation.root());
        assertThat(status().path("state").asString()).isEqualTo("down");
        assertThat(LocalPostgres.runningPort(installation.postgres())).isEmpty();
    }

    private Settings settings() throws IOException {
        return Settings.read(installation.settings());
    }

    private JsonNode status() {
        return JsonMapper.shared().readTree(medsyn("status", "--json").out());
    }

    private static int health(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Platform.url(port) + "/actuator/health"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private record Result(int code, String out, String err) {}

    private Result medsyn(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data", installation.root().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Medsyn.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
