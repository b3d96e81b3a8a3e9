package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered to a call. */
record Answer(String call, HttpResponse<byte[]> response) {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** What must not leave a service: stack traces, names of classes, paths of its file system. */
    private static final Pattern INTERNAL = Pattern.compile(
            "\\bat [a-z]+(\\.[\\w$]+)+\\(|\\b(java|javax|jakarta|org|com|ai|tools)\\.[a-z]+\\.[\\w.$]+|\\w+Exception\\b|\\bNullPointer"
                    + "|(^|[\\s\"'(:])/(tmp|home|root|var|usr|etc|work|opt)/");

    int status() {
        return response.statusCode();
    }

    byte[] bytes() {
        return response.body();
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
        return JSON.readTree(response.body());
    }

    /** The same answer, if it has that status. */
    Answer expect(int status) {
        assertThat(status())
                .as("status of %s, which answered %s", call, excerpt())
                .isEqualTo(status);
        return this;
    }

    /** The problem document of a refusal, whose form is checked. */
    JsonNode problem(int status, String code) {
        JsonNode problem = expect(status).problem();
        assertThat(problem.path("code").asString()).as("code of %s", excerpt()).isEqualTo(code);
        return problem;
    }

    /** The problem document of any refusal. */
    JsonNode problem() {
        assertThat(header("Content-Type")).as("type of %s: %s", call, excerpt()).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("status").asInt()).as("status in %s", excerpt()).isEqualTo(status());
        assertThat(problem.path("code").asString()).as("code in %s", excerpt()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(problem.path("detail").asString())
                .as("detail in %s", excerpt())
                .isNotBlank();
        assertThat(INTERNAL.matcher(text())
                        .results()
                        .map(found -> found.group())
                        .toList())
                .as("internals that %s tells: %s", call, excerpt())
                .isEmpty();
        return problem;
    }

    private String excerpt() {
        String text = text();
        return text.length() <= 1000 ? text : text.substring(0, 1000) + "…";
    }
}
