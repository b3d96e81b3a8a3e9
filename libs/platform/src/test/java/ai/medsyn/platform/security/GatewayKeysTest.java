package ai.medsyn.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.platform.testing.TestTokens;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayKeysTest {

    private static final class SettableClock extends Clock {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

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

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger fetches = new AtomicInteger();
    private final com.nimbusds.jose.jwk.ECKey key = TestTokens.newKey();
    private volatile boolean broken;
    private HttpServer server;
    private GatewayKeys keys;

    @BeforeEach
    void publish() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            fetches.incrementAndGet();
            byte[] body = ("{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(broken ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        keys = new GatewayKeys(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static JWKSelector of(String keyId) {
        return new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build());
    }

    @Test
    void a_known_key_is_fetched_once_in_five_minutes() throws RemoteKeySourceException {
        for (int i = 0; i < 100; i++) {
            assertThat(keys.get(of(key.getKeyID()), null)).hasSize(1);
        }
        assertThat(fetches).hasValue(1);
        clock.advance(Duration.ofMinutes(6));
        keys.get(of(key.getKeyID()), null);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void invented_key_ids_cost_one_fetch_a_second() throws RemoteKeySourceException {
        for (int i = 0; i < 1000; i++) {
            assertThat(keys.get(of("invented-" + i), null)).isEmpty();
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(fetches.get()).isBetween(2, 11);
    }

    @Test
    void a_gateway_that_was_never_reached_is_an_outage_and_not_an_unknown_key() throws RemoteKeySourceException {
        broken = true;
        assertThatThrownBy(() -> keys.get(of(key.getKeyID()), null)).isInstanceOf(RemoteKeySourceException.class);
        broken = false;
        clock.advance(Duration.ofSeconds(2));
        assertThat(keys.get(of(key.getKeyID()), null)).hasSize(1);
    }

    @Test
    void keys_stay_known_while_the_gateway_is_away() throws RemoteKeySourceException {
        keys.get(of(key.getKeyID()), null);
        broken = true;
        clock.advance(Duration.ofHours(1));
        assertThat(keys.get(of(key.getKeyID()), null)).hasSize(1);
        assertThat(fetches).hasValue(2);
    }
}
