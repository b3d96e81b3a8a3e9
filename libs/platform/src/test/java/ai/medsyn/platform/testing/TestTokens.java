package ai.medsyn.platform.testing;

import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.security.TokenSigner;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A gateway's keys for tests of services: publishes the public one over HTTP and signs tokens with the private one.
 *
 * <pre>{@code
 * static final TestTokens TOKENS = TestTokens.start();
 *
 * @DynamicPropertySource
 * static void keys(DynamicPropertyRegistry registry) {
 *     TOKENS.register(registry);
 * }
 * }</pre>
 */
public final class TestTokens {

    private final HttpServer server;
    private volatile ECKey key = newKey();

    private TestTokens(HttpServer server) {
        this.server = server;
    }

    public static TestTokens start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestTokens tokens = new TestTokens(server);
            server.createContext("/jwks.json", exchange -> {
                byte[] body = new JWKSet(tokens.key).toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void register(DynamicPropertyRegistry registry) {
        registry.add("medsyn.security.jwks-uri", this::address);
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    /** The value of an Authorization header. */
    public String bearer(String audience, Role role) {
        return "Bearer " + sign(audience, new Caller("radiology", role, "key:test"), Clock.systemUTC());
    }

    public String sign(String audience, Caller caller, Clock clock) {
        return new TokenSigner(key, clock).sign(audience, caller);
    }

    public ECKey key() {
        return key;
    }

    /** From now on another key is published and signs. */
    public void rotate() {
        key = newKey();
    }

    public static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
