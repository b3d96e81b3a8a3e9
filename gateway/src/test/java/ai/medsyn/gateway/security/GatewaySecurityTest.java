package ai.medsyn.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who gets in, and how far. */
class GatewaySecurityTest extends GatewayBench {

    @Autowired
    ServiceTokens tokens;

    @Autowired
    LocalMode localMode;

    @Test
    void the_local_key_lies_in_a_file_of_its_owner_and_opens_everything() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(DATA.resolve("keys/api-key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(DATA.resolve("keys/signing-key.json"))))
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
        String answer = client.raw("POST /v1/datasets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: 2000000\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413");
    }
}
