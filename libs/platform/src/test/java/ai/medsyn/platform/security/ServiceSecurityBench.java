package ai.medsyn.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import ai.medsyn.platform.testing.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
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
        classes = ServiceSecurityBench.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=platform", "spring.application.name=generator"})
abstract class ServiceSecurityBench {

    static final TestTokens TOKENS = TestTokens.start();
    static final Caller VIEWER = new Caller("radiology", Role.VIEWER, "key:abc");

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

    Answer whoami(String token) {
        return client.get("/whoami", "Authorization", "Bearer " + token);
    }

    static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json()).containsEntry("code", "unauthenticated");
    }
}
