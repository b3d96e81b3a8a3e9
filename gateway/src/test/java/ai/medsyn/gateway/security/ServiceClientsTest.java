package ai.medsyn.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.medsyn.gateway.security.ServiceSettings.Endpoint;
import ai.medsyn.platform.http.Problem;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.security.TokenSigner;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ServiceClientsTest {

    record Reply(String text) {}

    private static final Caller CALLER = new Caller("radiology", Role.REQUESTER, "key:abc");
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer service;
    private ServiceClients clients;
    private volatile int status = 200;
    private volatile String body = "{\"text\":\"hello\",\"newer\":1}";
    private volatile String authorization = "";

    @BeforeEach
    void start() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
            if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "9");
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.createContext("/silent", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        service.setExecutor(java.util.concurrent.Executors.newCachedThreadPool());
        service.start();
        var here = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        var nowhere = URI.create("http://127.0.0.1:1");
        Duration patient = Duration.ofMinutes(2);
        var settings = new ServiceSettings(
                new Endpoint(here, patient, patient),
                new Endpoint(nowhere, patient, patient),
                new Endpoint(here, patient, Duration.ofSeconds(1)),
                new Endpoint(nowhere, patient, patient));
        var tokens = new ServiceTokens(new TokenSigner(SigningKey.generate(), Clock.systemUTC()), Clock.systemUTC());
        clients = new ServiceClients(settings, tokens, JsonMapper.builder().build());
    }

    @AfterEach
    void stop() {
        end.countDown();
        service.stop(0);
    }

    private Problem refusal(String path) {
        return refusal("generator", path);
    }

    private Problem refusal(String service, String path) {
        var refused = catchThrowableOfType(
                RequestRefused.class,
                () -> clients.service(service, CALLER)
                        .get()
                        .uri(path)
                        .retrieve()
                        .body(Reply.class));
        assertThat(refused).isNotNull();
        return refused.problem();
    }

    @Test
    void a_call_carries_a_token_for_its_service_and_its_caller_and_ignores_what_a_newer_service_adds()
            throws Exception {
        Reply reply = clients.service("generator", CALLER)
                .post()
                .uri("/v1/work")
                .body(Map.of("count", 3))
                .retrieve()
                .body(Reply.class);
        assertThat(reply).isEqualTo(new Reply("hello"));
        var claims =
                SignedJWT.parse(authorization.substring("Bearer ".length())).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly("generator");
        assertThat(claims.getStringClaim("team")).isEqualTo("radiology");
        assertThat(claims.getStringClaim("role")).isEqualTo("REQUESTER");
    }

    @Test
    void a_refusal_passes_as_it_is() {
        status = 409;
        body =
                "{\"type\":\"t\",\"title\":\"T\",\"status\":409,\"code\":\"name-taken\",\"detail\":\"taken\",\"violations\":[{\"field\":\"name\"}]}";
        Problem problem = refusal("/");
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.code()).isEqualTo("name-taken");
        assertThat(problem.detail()).isEqualTo("taken");
        assertThat(problem.details()).containsKey("violations");
        status = 429;
        body = "{\"code\":\"queue-full\",\"detail\":\"full\"}";
        assertThat(refusal("/").retryAfter()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void a_failure_of_the_service_is_not_told_as_the_clients_and_keeps_its_details_to_the_log() {
        for (int failure : new int[] {500, 401, 418}) {
            status = failure;
            body = failure == 401 ? "{\"code\":\"unauthenticated\",\"detail\":\"secret\"}" : "secret <html>";
            Problem problem = refusal("/");
            assertThat(problem.status()).isEqualTo(502);
            assertThat(problem.code()).isEqualTo("service-failed");
            assertThat(problem.document().toString()).doesNotContain("secret");
        }
    }

    @Test
    void a_service_that_cannot_be_reached_or_does_not_answer_is_unavailable() {
        var refused = catchThrowableOfType(
                RequestRefused.class,
                () -> clients.service("filter", CALLER)
                        .get()
                        .uri("/")
                        .retrieve()
                        .toBodilessEntity());
        assertThat(refused.problem().status()).isEqualTo(503);
        assertThat(refused.problem().code()).isEqualTo("service-unavailable");
        assertThat(refused.problem().retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(refusal("training", "/silent").code()).isEqualTo("service-unavailable");
        status = 503;
        assertThat(refusal("/").code()).isEqualTo("service-unavailable");
    }
}
