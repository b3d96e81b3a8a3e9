package ai.medsyn.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.gateway.GatewayApplication;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import ai.medsyn.platform.testing.PostgresConfiguration;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole gateway in local mode, on a real database. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=gateway", "medsyn.local=true"})
@Import(PostgresConfiguration.class)
class GatewaySecurityTest {

    @TempDir
    static Path data;

    @DynamicPropertySource
    static void files(DynamicPropertyRegistry registry) {
        registry.add("medsyn.local.key-file", () -> data.resolve("keys/api-key").toString());
        registry.add(
                "medsyn.security.signing-key-file",
                () -> data.resolve("keys/signing-key.json").toString());
        registry.add("medsyn.artifacts.root", () -> data.resolve("artifacts").toString());
    }

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys keys;

    @Autowired
    ServiceTokens tokens;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LocalMode localMode;

    HttpProbe client;

    @BeforeEach
    void connect() {
        client = new HttpProbe(port);
    }

    private String localKey() throws Exception {
        return Files.readString(data.resolve("keys/api-key")).strip();
    }

    private String key(Role role) {
        return keys.issue(new NewApiKey("test", "radiology", role, null), "test")
                .key();
    }

    private Answer list(String key) {
        return client.get("/v1/api-keys", "X-Api-Key", key);
    }

    private Answer create(String json, String key) {
        return client.post("/v1/api-keys", json, "X-Api-Key", key);
    }

    private Answer delete(String id, String key) {
        return client.send(
                client.request("/v1/api-keys/" + id, "X-Api-Key", key).DELETE().build());
    }

    private static String id(String key) {
        return key.split("_", 3)[1];
    }

    private static void assertUnauthenticated(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json()).containsEntry("code", "unauthenticated");
    }

    @Test
    void the_local_key_lies_in_a_file_of_its_owner_and_opens_everything() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/api-key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/signing-key.json"))))
                .isEqualTo("rw-------");
        assertThat(localKey()).matches("medsyn_[a-z2-7]{12}_[A-Za-z0-9_-]{43}");
        assertThat(list(localKey()).status()).isEqualTo(200);
        assertThat(client.get("/v1/api-keys", "Authorization", "Bearer " + localKey())
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/v1/api-keys", "Authorization", "bearer  " + localKey())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_next_start_replaces_the_local_key() throws Exception {
        String before = localKey();
        assertThat(list(before).status()).isEqualTo(200);
        localMode.run(null);
        assertThat(localKey()).isNotEqualTo(before);
        assertThat(list(localKey()).status()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertUnauthenticated(list(before)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "medsyn",
                "medsyn__",
                "nonsense",
                "medsyn_aaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "medsyn_aaaaaaaaaaaa_' or 1=1 --AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void texts_that_are_no_keys_are_refused(String key) {
        assertUnauthenticated(list(key));
        assertUnauthenticated(client.get("/v1/api-keys", "Authorization", "Bearer " + key));
    }

    @Test
    void without_a_key_nothing_is_answered_but_what_is_open() {
        assertUnauthenticated(client.get("/v1/api-keys"));
        assertUnauthenticated(client.get("/v1/no-such-address"));
        assertUnauthenticated(client.get("/actuator/prometheus"));
        assertUnauthenticated(client.post("/v1/datasets", "{}"));
        for (String path : new String[] {
            "/actuator/health",
            "/actuator/health/readiness",
            "/.well-known/jwks.json",
            "/v3/api-docs",
            "/swagger-ui/index.html"
        }) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void a_key_with_another_keys_secret_is_refused() {
        String one = key(Role.ADMIN);
        String other = key(Role.ADMIN);
        assertUnauthenticated(list("medsyn_" + id(one) + "_" + other.substring(other.length() - 43)));
        assertThat(list(one).status()).isEqualTo(200);
    }

    @Test
    void an_administrator_makes_a_key_whose_secret_is_told_once_and_stored_nowhere() throws Exception {
        Answer answer = create("{\"name\":\"ci\",\"team\":\"radiology\",\"role\":\"VIEWER\"}", localKey());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        String key = (String) answer.json().get("key");
        assertThat(answer.header("Location")).isEqualTo("/v1/api-keys/" + id(key));
        String shown =
                client.get(answer.header("Location"), "X-Api-Key", localKey()).body();
        assertThat(shown).contains("\"ci\"", "\"VIEWER\"").doesNotContain("secret", "hash");
        assertThat(jdbc.sql("select api_key::text from api_key where id = ?")
                        .param(id(key))
                        .query(String.class)
                        .single())
                .doesNotContain(key.substring(key.length() - 43));
    }

    @Test
    void a_role_reaches_as_far_as_it_should() {
        String order = "{\"name\":\"x\",\"team\":\"radiology\",\"role\":\"ADMIN\"}";
        assertThat(create(order, key(Role.VIEWER)).status()).isEqualTo(403);
        assertThat(create(order, key(Role.REQUESTER)).status()).isEqualTo(403);
        assertThat(list(key(Role.REQUESTER)).json()).containsEntry("code", "forbidden");
        assertThat(client.get("/v1/no-such-address", "X-Api-Key", key(Role.VIEWER))
                        .status())
                .isEqualTo(404);
        assertThat(client.post("/v1/no-such-address", "{}", "X-Api-Key", key(Role.VIEWER))
                        .status())
                .isEqualTo(403);
        assertThat(client.post("/v1/no-such-address", "{}", "X-Api-Key", key(Role.REQUESTER))
                        .status())
                .isEqualTo(404);
        assertThat(client.post("/v1/models", "{}", "X-Api-Key", key(Role.REQUESTER))
                        .status())
                .isEqualTo(403);
        assertThat(client.get("/actuator/prometheus", "X-Api-Key", key(Role.VIEWER))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void every_mistake_in_an_order_is_told_at_once() {
        Answer answer =
                create("{\"name\":\"\",\"team\":\"Bad Team\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}", key(Role.ADMIN));
        assertThat(answer.status()).isEqualTo(400);
        assertThat((List<?>) answer.json().get("violations")).hasSize(4);
    }

    @Test
    void a_revoked_key_is_refused_from_then_on_and_revoking_twice_is_fine() {
        String admin = key(Role.ADMIN);
        String key = key(Role.ADMIN);
        assertThat(list(key).status()).isEqualTo(200);
        assertThat(delete(id(key), admin).status()).isEqualTo(204);
        assertUnauthenticated(list(key));
        assertThat(delete(id(key), admin).status()).isEqualTo(204);
        assertThat(delete("aaaaaaaaaaaa", admin).json()).containsEntry("code", "api-key-not-found");
        assertThat(keys.get(id(key)).revokedAt()).isNotNull();
    }

    @Test
    void a_revocation_at_another_gateway_is_seen_within_seconds() {
        String key = key(Role.ADMIN);
        assertThat(list(key).status()).isEqualTo(200);
        jdbc.sql("update api_key set revoked_at = now() where id = ?")
                .param(id(key))
                .update();
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertUnauthenticated(list(key)));
    }

    @Test
    void an_expired_key_is_refused() {
        Instant past = Instant.now().minusSeconds(1);
        String key = key(Role.ADMIN);
        jdbc.sql("update api_key set created_at = created_at - interval '1 day', expires_at = ? where id = ?")
                .params(java.sql.Timestamp.from(past), id(key))
                .update();
        assertUnauthenticated(list(key));
    }

    @Test
    void a_listing_visits_every_key_once() {
        String admin = key(Role.ADMIN);
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(id(key(Role.VIEWER)));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Map<String, Object> page = client.get(
                            "/v1/api-keys?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor), "X-Api-Key", admin)
                    .json();
            ((List<?>) page.get("items")).forEach(item -> seen.add((String) ((Map<?, ?>) item).get("id")));
            cursor = (String) page.get("nextCursor");
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(made);
    }

    @Test
    void the_use_of_a_key_is_recorded() {
        String key = key(Role.ADMIN);
        assertThat(keys.get(id(key)).lastUsedAt()).isNull();
        list(key);
        assertThat(keys.get(id(key)).lastUsedAt()).isNotNull();
    }

    @Test
    void tokens_for_the_services_verify_with_the_published_key() throws Exception {
        Answer published = client.get("/.well-known/jwks.json");
        assertThat(published.body()).doesNotContain("\"d\"");
        JWKSet set = JWKSet.parse(published.body());
        var caller = new ApiKey("aaaaaaaaaaaa", "n", "radiology", Role.REQUESTER, "m", Instant.now(), null, null, null)
                .caller();
        SignedJWT token = SignedJWT.parse(tokens.mint("generator", caller));
        assertThat(token.verify(new ECDSAVerifier(
                        set.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("generator");
        assertThat(tokens.mint("filter", caller)).isNotEqualTo(tokens.mint("generator", caller));
        assertThat(tokens.mint("generator", caller)).isEqualTo(token.serialize());
    }

    @Test
    void a_large_body_without_a_key_is_not_read() throws Exception {
        HttpRequest.BodyPublisher large = HttpRequest.BodyPublishers.ofByteArray(new byte[2_000_000]);
        Answer answer = client.post("/v1/datasets", large, "application/json");
        assertThat(answer.status()).isEqualTo(413);
    }
}
