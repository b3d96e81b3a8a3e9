package ai.medsyn.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.standalone.database.LocalPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo, as scripts and people see it. */
class DemoTest {

    @TempDir
    Path folder;

    @Test
    void a_demo_shows_a_sealed_dataset_and_repeats_it_to_the_byte_on_the_data_it_left() throws Exception {
        Path data = folder.resolve("data");

        String[] lines = demo(data).split("\n");
        JsonNode first = last(lines);

        assertThat(first.path("requested").asInt()).isEqualTo(5);
        assertThat(first.path("accepted").asInt()).isEqualTo(5);
        assertThat(first.path("rejected").isObject()).isTrue();
        assertThat(first.path("seconds").asDouble()).isPositive();
        Path dataset = Path.of(first.path("dataset").asString());
        try (Stream<String> metadata = Files.lines(dataset.resolve("metadata.jsonl"))) {
            assertThat(metadata).hasSize(5);
        }
        assertThat(Files.readAllBytes(Path.of(first.path("contactSheet").asString())))
                .startsWith(0x89, 'P', 'N', 'G');
        String key = Files.readString(ApiKey.path(Installation.at(data))).strip();
        assertThat(lines)
                .contains("  requested        5", "  accepted         5")
                .anyMatch(line -> line.startsWith("curl ") && line.contains("/v1/datasets"))
                .noneMatch(line -> line.startsWith("curl ") && line.contains(key));
        assertThat(LocalPostgres.runningPort(data.resolve("postgres"))).isEmpty();

        JsonNode second = last(demo(data).split("\n"));

        assertThat(second.path("manifestDigest")).isEqualTo(first.path("manifestDigest"));
        assertThat(second.path("dataset")).isNotEqualTo(first.path("dataset"));
    }

    private static JsonNode last(String[] lines) {
        return JsonMapper.shared().readTree(lines[lines.length - 1]);
    }

    private static String demo(Path data) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String port = Integer.toString(new Ports().any());
        int code = Medsyn.run(
                List.of("demo", "--count", "5", "--seed", "11", "--json", "--data", data.toString(), "--port", port),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(code).as(err.toString(UTF_8)).isZero();
        return out.toString(UTF_8);
    }
}
