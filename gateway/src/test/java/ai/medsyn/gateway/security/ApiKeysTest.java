package ai.medsyn.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys: made, listed, revoked, expired, used. */
class ApiKeysTest extends GatewayBench {

    @Autowired
    JdbcClient jdbc;

    private Answer delete(String id, String key) {
        return client.send(
                client.request("/v1/api-keys/" + id, "X-Api-Key", key).DELETE().build());
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
}
