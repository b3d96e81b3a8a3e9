package ai.medsyn.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What a service answers to whom, once it knows who calls. */
class ServiceSecurityTest extends ServiceSecurityBench {

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
}
