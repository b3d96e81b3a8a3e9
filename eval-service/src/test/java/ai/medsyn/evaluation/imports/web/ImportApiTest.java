package ai.medsyn.evaluation.imports.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.evaluation.EvaluationApplication;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.testing.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service as the gateway meets it. */
@SpringBootTest(
        classes = EvaluationApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=evaluation", "medsyn.jobs.pools="})
@Import(PostgresConfiguration.class)
class ImportApiTest {

    private static final TestTokens TOKENS = TestTokens.start();

    @TempDir
    static Path disk;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        TOKENS.register(registry);
        Files.createDirectories(disk.resolve("films/nih"));
        registry.add("medsyn.artifacts.root", () -> disk.resolve("store"));
        registry.add("medsyn.imports.roots.films", () -> disk.resolve("films"));
    }

    @LocalServerPort
    int port;

    private HttpProbe.Answer post(String body) {
        return new HttpProbe(port)
                .post("/v1/dataset-imports", body, "Authorization", TOKENS.bearer("evaluation", Role.REQUESTER));
    }

    @Test
    void an_import_is_accepted_as_a_job() {
        HttpProbe.Answer answer = post(
                "{\"name\": \"films\", \"seed\": 1, \"source\": {\"layout\": \"nih\", \"location\": \"films/nih\"}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json()).containsEntry("kind", "dataset.import");
    }

    @Test
    @SuppressWarnings("unchecked")
    void all_violations_are_told_at_once() {
        HttpProbe.Answer answer = post("""
                {"name": "films", "seed": 1, "source": {"layout": "csv", "location": "films/../../etc"},
                 "tables": {"columns": {"colour": "c"}}}
                """);
        assertThat(answer.status()).isEqualTo(400);
        assertThat((List<Map<String, Object>>) answer.json().get("violations"))
                .extracting(violation -> violation.get("field"))
                .containsExactly("source.location", "tables.columns.colour");
    }

    @Test
    void a_layout_that_is_unknown_is_refused() {
        assertThat(
                        post("{\"name\": \"films\", \"seed\": 1, \"source\": {\"layout\": \"dicomdir\", \"location\": \"films\"}}")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void a_stranger_is_sent_away() {
        assertThat(new HttpProbe(port).post("/v1/dataset-imports", "{}").status())
                .isEqualTo(401);
    }
}
