package ai.medsyn.filter.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.filter.FilterApplication;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.testing.TestTokens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service as the gateway meets it: real server, real database, real tokens. */
@SpringBootTest(
        classes = FilterApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=filter")
@Import(PostgresConfiguration.class)
class CurationApiTest {

    private static final TestTokens TOKENS = TestTokens.start();

    @TempDir
    static Path store;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TOKENS.register(registry);
        registry.add("medsyn.artifacts.root", () -> store);
    }

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private HttpProbe client;

    @BeforeEach
    void connect() {
        client = new HttpProbe(port);
    }

    private HttpProbe.Answer post(String path, String json, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = TOKENS.bearer("filter", Role.REQUESTER);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return client.post(path, json, all);
    }

    @SuppressWarnings("unchecked")
    private static List<String> violatedFields(HttpProbe.Answer answer) {
        return ((List<Map<String, Object>>) answer.json().get("violations"))
                .stream().map(violation -> (String) violation.get("field")).toList();
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_policies_are_listed_with_their_thresholds() {
        HttpProbe.Answer answer = client.get("/v1/policies", "Authorization", TOKENS.bearer("filter", Role.VIEWER));
        assertThat(answer.status()).isEqualTo(200);
        List<Map<String, Object>> items =
                (List<Map<String, Object>>) answer.json().get("items");
        assertThat(items).hasSize(11).first().satisfies(policy -> {
            assertThat(policy).containsEntry("name", "token-count").containsEntry("unit", "tokens");
            assertThat((Map<String, Object>) policy.get("threshold"))
                    .containsEntry("accepts", "AT_LEAST")
                    .containsEntry("initial", 3.0);
        });
    }

    @Test
    void a_stranger_is_sent_away() {
        assertThat(client.get("/v1/policies").status()).isEqualTo(401);
        assertThat(client.post("/v1/what-if", "{}").status()).isEqualTo(401);
    }

    @Test
    void measuring_is_accepted_as_a_job_and_the_same_key_gives_the_same_job() {
        String body =
                "{\"corpus\": \"%s\", \"from\": 0, \"count\": 5, \"imageSize\": 512}".formatted(UUID.randomUUID());
        HttpProbe.Answer first = post("/v1/curations", body, "Idempotency-Key", "k1");
        HttpProbe.Answer second = post("/v1/curations", body, "Idempotency-Key", "k1");
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json()).containsEntry("kind", "curation.measure");
        assertThat(first.header("Location"))
                .isEqualTo("/v1/jobs/" + first.json().get("id"));
        assertThat(second.json()).containsEntry("id", first.json().get("id"));
    }

    @Test
    void deciding_is_accepted_as_a_job() {
        HttpProbe.Answer answer = post(
                "/v1/decisions",
                "{\"dataset\": \"%s\", \"corpus\": \"%s\", \"from\": 0, \"to\": 5, \"thresholds\": {\"token-count\": 4}}"
                        .formatted(UUID.randomUUID(), UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json()).containsEntry("kind", "curation.decide");
    }

    @Test
    void every_wrong_threshold_is_named_and_no_job_is_made() {
        HttpProbe.Answer answer = post("/v1/decisions", """
                {"dataset": "%s", "corpus": "%s", "from": 0, "to": 5,
                 "thresholds": {"sharpness": 4, "image-constant": 7, "image-blur": null}}
                """.formatted(UUID.randomUUID(), UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("code", "validation-failed");
        assertThat(violatedFields(answer))
                .containsExactly("thresholds.image-blur", "thresholds.image-constant", "thresholds.sharpness");
        assertThat(jdbc.sql("select count(*) from job where spec::text like '%sharpness%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_threshold_that_is_no_number_is_unreadable() {
        HttpProbe.Answer answer = post(
                "/v1/what-if",
                "{\"corpus\": \"%s\", \"thresholds\": {\"image-blur\": NaN}}".formatted(UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void a_round_without_candidates_is_refused() {
        HttpProbe.Answer answer = post(
                "/v1/decisions",
                "{\"dataset\": \"%s\", \"corpus\": null, \"from\": 5, \"to\": 5}".formatted(UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(violatedFields(answer)).containsExactly("corpus", "to");
    }

    @Test
    void thresholds_cannot_be_tried_on_an_unknown_corpus() {
        HttpProbe.Answer answer = post("/v1/what-if", "{\"corpus\": \"%s\"}".formatted(UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json()).containsEntry("code", "corpus-unknown");
    }

    @Test
    void thresholds_cannot_be_tried_before_anything_was_measured() {
        UUID corpus = UUID.randomUUID();
        jdbc.sql("insert into corpus (id, team, seed, spec, created_at) values (?, 'radiology', 1, '{}', now())")
                .param(corpus)
                .update();
        HttpProbe.Answer answer = post("/v1/what-if", "{\"corpus\": \"%s\"}".formatted(corpus));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json()).containsEntry("code", "corpus-not-triable");
    }
}
