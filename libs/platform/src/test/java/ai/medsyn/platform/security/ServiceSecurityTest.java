package ai.medsyn.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import ai.medsyn.platform.testing.TestTokens;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The platform as a service named {@code generator}, and callers who should not get in. */
@SpringBootTest(
        classes = ServiceSecurityTest.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=platform", "spring.application.name=generator"})
class ServiceSecurityTest {

    private static final TestTokens TOKENS = TestTokens.start();
    private static final Caller VIEWER = new Caller("radiology", Role.VIEWER, "key:abc");

    /** All of a service but its database. */
    @EnableAutoConfiguration(
            exclude = {
                DataSourceAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                DataJpaRepositoriesAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                BatchJdbcAutoConfiguration.class
            })
    @ComponentScan(
            basePackages = {"ai.medsyn.platform.http", "ai.medsyn.platform.security"},
            excludeFilters = @ComponentScan.Filter(TestComponent.class))
    @Import(Api.class)
    static class Service {}

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        TOKENS.register(registry);
    }

    @TestComponent
    @RestController
    static class Api {
        @GetMapping("/whoami")
        Caller whoami(Caller caller) {
            return caller;
        }

        @GetMapping("/find")
        String find(@RequestParam(defaultValue = "") String name) {
            return name;
        }

        @PostMapping("/work")
        Map<String, Object> work(Caller caller) {
            return Map.of("team", caller.team());
        }

        @PostMapping("/settings")
        void settings(Caller caller) {
            caller.require(Role.ADMIN);
        }
    }

    @LocalServerPort
    int port;

    HttpProbe client;

    @BeforeEach
    void connect() {
        client = new HttpProbe(port);
    }

    private static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("medsyn-gateway")
                .audience("generator")
                .subject("key:abc")
                .claim("team", "radiology")
                .claim("role", "VIEWER")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet.Builder claims, ECKey key) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private Answer whoami(String token) {
        return client.get("/whoami", "Authorization", "Bearer " + token);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json()).containsEntry("code", "unauthenticated");
    }

    @Test
    void a_token_of_the_gateway_says_who_calls() {
        Answer answer = whoami(TOKENS.sign("generator", VIEWER, Clock.systemUTC()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("team", "radiology")
                .containsEntry("role", "VIEWER")
                .containsEntry("subject", "key:abc");
    }

    @Test
    void without_a_token_nothing_is_answered() {
        assertRefused(client.get("/whoami"));
        assertRefused(client.get("/no-such-address"));
        assertRefused(client.get("/error"));
        assertRefused(client.post("/work", "{}"));
        assertRefused(client.get("/whoami", "Authorization", "Basic YTpi"));
        assertRefused(client.get("/whoami?access_token=" + TOKENS.sign("generator", VIEWER, Clock.systemUTC())));
    }

    @Test
    void texts_that_are_no_tokens_are_refused() {
        assertRefused(whoami("nonsense"));
        assertRefused(whoami("a.b.c"));
        assertRefused(whoami("eyJ.eyJ."));
        assertRefused(client.get("/whoami", "Authorization", "Bearer "));
    }

    @Test
    void an_expired_token_is_refused() {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-70));
        assertRefused(whoami(TOKENS.sign("generator", VIEWER, past)));
    }

    @Test
    void a_token_for_another_service_is_refused() {
        assertRefused(whoami(TOKENS.sign("filter", VIEWER, Clock.systemUTC())));
    }

    @Test
    void a_token_of_another_signer_is_refused_under_its_own_and_under_a_stolen_key_id() throws JOSEException {
        ECKey other = TestTokens.newKey();
        assertRefused(whoami(signed(claims(), other)));
        ECKey disguised =
                new ECKey.Builder(other).keyID(TOKENS.key().getKeyID()).build();
        assertRefused(whoami(signed(claims(), disguised)));
    }

    @Test
    void an_edited_token_is_refused() {
        String token = TOKENS.sign("generator", VIEWER, Clock.systemUTC());
        String[] parts = token.split("\\.");
        String admin =
                com.nimbusds.jose.util.Base64URL.from(parts[1]).decodeToString().replace("VIEWER", "ADMIN");
        String edited = parts[0] + "." + com.nimbusds.jose.util.Base64URL.encode(admin) + "." + parts[2];
        assertRefused(whoami(edited));
    }

    @Test
    void a_token_without_signature_is_refused() {
        assertRefused(whoami(new PlainJWT(claims().build()).serialize()));
    }

    @Test
    void the_public_key_does_not_pass_as_a_shared_secret() throws JOSEException {
        byte[] published = TOKENS.key().toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(TOKENS.key().getKeyID())
                        .build(),
                claims().build());
        token.sign(new MACSigner(published));
        assertRefused(whoami(token.serialize()));
    }

    @Test
    void a_token_that_lacks_a_claim_is_refused() throws JOSEException {
        assertThat(whoami(signed(claims(), TOKENS.key())).status()).isEqualTo(200);
        assertRefused(whoami(signed(claims().expirationTime(null), TOKENS.key())));
        assertRefused(whoami(signed(claims().audience((String) null), TOKENS.key())));
        assertRefused(whoami(signed(claims().issuer("elsewhere"), TOKENS.key())));
        assertRefused(whoami(signed(claims().subject(null), TOKENS.key())));
        assertRefused(whoami(signed(claims().claim("team", null), TOKENS.key())));
        assertRefused(whoami(signed(claims().claim("team", "../etc"), TOKENS.key())));
        assertRefused(whoami(signed(claims().claim("role", "ROOT"), TOKENS.key())));
    }

    @Test
    void a_viewer_reads_and_a_requester_works_and_an_admin_does_all() {
        assertThat(client.get("/whoami", "Authorization", TOKENS.bearer("generator", Role.ADMIN))
                        .status())
                .isEqualTo(200);
        Answer viewer = client.post("/work", "{}", "Authorization", TOKENS.bearer("generator", Role.VIEWER));
        assertThat(viewer.status()).isEqualTo(403);
        assertThat(viewer.json()).containsEntry("code", "forbidden");
        assertThat(client.post("/work", "{}", "Authorization", TOKENS.bearer("generator", Role.REQUESTER))
                        .status())
                .isEqualTo(200);
        Answer requester = client.post("/settings", "{}", "Authorization", TOKENS.bearer("generator", Role.REQUESTER));
        assertThat(requester.status()).isEqualTo(403);
        assertThat((String) requester.json().get("detail")).contains("ADMIN", "REQUESTER");
        assertThat(client.post("/settings", "{}", "Authorization", TOKENS.bearer("generator", Role.ADMIN))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void parameters_with_control_characters_are_refused_as_the_clients_mistake() {
        for (String query : new String[] {"name=%00", "name=a%00b"}) {
            Answer answer = client.get("/find?" + query, "Authorization", TOKENS.bearer("generator", Role.VIEWER));
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json()).containsEntry("code", "bad-request");
        }
    }

    @Test
    void probes_are_open_and_tell_nothing_but_the_state() {
        for (String path :
                new String[] {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"}) {
            Answer answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).contains("UP").doesNotContain("PostgreSQL", "components", "diskSpace");
        }
    }

    @Test
    void metrics_and_information_need_a_token() {
        assertRefused(client.get("/actuator/prometheus"));
        assertRefused(client.get("/actuator/info"));
        assertRefused(client.get("/actuator"));
        Answer metrics = client.get("/actuator/prometheus", "Authorization", TOKENS.bearer("generator", Role.VIEWER));
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body()).contains("jvm_memory");
    }

    @Test
    void answers_carry_the_headers_that_keep_browsers_at_bay() {
        Answer answer = client.get("/whoami", "Authorization", TOKENS.bearer("generator", Role.VIEWER));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.headers()).doesNotContainKeys("Set-Cookie", "Server", "X-Powered-By");
    }

    @Test
    void a_gateway_that_cannot_be_asked_for_its_keys_is_an_outage_and_not_a_wrong_token() {
        String[] other = {
            "--medsyn.security.jwks-uri=http://127.0.0.1:1/jwks.json",
            "--server.port=0",
            "--spring.config.name=platform",
            "--spring.application.name=generator",
            "--spring.main.banner-mode=off"
        };
        try (var service = (ServletWebServerApplicationContext) SpringApplication.run(Service.class, other)) {
            Answer answer = new HttpProbe(service.getWebServer().getPort())
                    .get("/whoami", "Authorization", TOKENS.bearer("generator", Role.VIEWER));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(answer.json()).containsEntry("code", "credentials-not-checked");
        }
    }

    @Test
    void a_new_key_of_the_gateway_is_found_without_a_restart() {
        TOKENS.rotate();
        // Keys are fetched at most once a second: until then the new token is unknown.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(whoami(TOKENS.sign("generator", VIEWER, Clock.systemUTC()))
                                .status())
                        .isEqualTo(200));
    }
}
