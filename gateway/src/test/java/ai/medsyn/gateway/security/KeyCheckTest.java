package ai.medsyn.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What checking costs: counted queries on a real database, under a clock that the test moves. */
class KeyCheckTest {

    private static final class SettableClock extends Clock {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger finds = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private ApiKeyRepository repository;
    private KeyCheck check;
    private ApiKeys keys;

    @BeforeEach
    void migrate() throws Exception {
        TestDatabase database = TestDatabase.create();
        var jdbc = JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()));
        jdbc.sql(new ClassPathResource("db/gateway/V1__api_key.sql").getContentAsString(StandardCharsets.UTF_8))
                .update();
        repository = new ApiKeyRepository(jdbc) {
            @Override
            java.util.Optional<Row> find(String id) {
                finds.incrementAndGet();
                return super.find(id);
            }

            @Override
            void used(String id, Instant now) {
                writes.incrementAndGet();
                super.used(id, now);
            }
        };
        check = new KeyCheck(repository, clock);
        keys = new ApiKeys(repository, check, clock);
    }

    private String issue() {
        return keys.issue(new NewApiKey("test", "radiology", Role.VIEWER, null), "test")
                .key();
    }

    @Test
    void polling_with_one_key_reads_its_row_once_in_three_seconds_and_writes_once_a_minute() {
        String key = issue();
        for (int i = 0; i < 6_000; i++) {
            assertThat(check.check(key)).isPresent();
            clock.now = clock.now.plusMillis(10);
        }
        assertThat(finds.get()).isBetween(19, 21);
        assertThat(writes.get()).isEqualTo(1);
    }

    @Test
    void guessing_secrets_of_a_known_key_costs_no_query_beyond_those_of_its_owner() {
        String key = issue();
        for (int i = 0; i < 1_000; i++) {
            String guess = key.substring(0, 20) + KeyText.generate(RANDOM).secret();
            assertThat(check.check(guess)).isEmpty();
        }
        assertThat(finds).hasValue(1);
        assertThat(writes).hasValue(0);
    }

    @Test
    void guessing_ids_is_limited_and_does_not_touch_keys_in_use() {
        String inUse = issue();
        check.check(inUse);
        for (int i = 0; i < 99; i++) {
            assertThat(check.check(KeyText.generate(RANDOM).reveal())).isEmpty();
        }
        assertThatThrownBy(() -> check.check(KeyText.generate(RANDOM).reveal()))
                .isInstanceOfSatisfying(RequestRefused.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(429);
                    assertThat(refused.problem().retryAfter()).isEqualTo(Duration.ofSeconds(1));
                });
        assertThat(finds).hasValue(100);
        assertThat(check.check(inUse)).isPresent();
        clock.now = clock.now.plusSeconds(4);
        assertThat(check.check(inUse)).isPresent();
        assertThat(check.check(issue())).isPresent();
    }

    @Test
    void a_key_that_was_deleted_is_refused_after_three_seconds_at_most() {
        String key = issue();
        check.check(key);
        repository.deleteMadeBy("test");
        assertThat(check.check(key)).isPresent();
        clock.now = clock.now.plus(KeyCheck.REMEMBERED);
        assertThat(check.check(key)).isEmpty();
    }

    @Test
    void a_key_expires_while_it_is_remembered() {
        String key = keys.issue(new NewApiKey("test", "radiology", Role.VIEWER, clock.now.plusSeconds(1)), "test")
                .key();
        assertThat(check.check(key)).isPresent();
        clock.now = clock.now.plusSeconds(1);
        assertThat(check.check(key)).isEmpty();
    }

    @Test
    void secrets_do_not_show_in_texts_for_logs() {
        KeyText key = KeyText.generate(RANDOM);
        assertThat(key.toString()).doesNotContain(key.secret());
        assertThat(new IssuedKey(
                                key.reveal(),
                                repository.list(1).stream()
                                        .findFirst()
                                        .orElseGet(() -> keys.issue(new NewApiKey("a", "b", Role.VIEWER, null), "c")
                                                .details()))
                        .toString())
                .doesNotContain(key.secret());
    }
}
