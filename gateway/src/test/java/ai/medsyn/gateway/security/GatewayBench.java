package ai.medsyn.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.gateway.GatewayApplication;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.ContextFolder;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole gateway in local mode, on a real database. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=gateway", "medsyn.local=true"})
@Import(PostgresConfiguration.class)
abstract class GatewayBench {

    static final Path DATA = ContextFolder.create("gateway");

    @DynamicPropertySource
    static void files(DynamicPropertyRegistry registry) {
        registry.add("medsyn.local.key-file", () -> DATA.resolve("keys/api-key").toString());
        registry.add(
                "medsyn.security.signing-key-file",
                () -> DATA.resolve("keys/signing-key.json").toString());
        registry.add("medsyn.artifacts.root", () -> DATA.resolve("artifacts").toString());
    }

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys keys;

    HttpProbe client;

    @BeforeEach
    void connect() {
        client = new HttpProbe(port);
    }

    String localKey() throws Exception {
        return Files.readString(DATA.resolve("keys/api-key")).strip();
    }

    String key(Role role) {
        return keys.issue(new NewApiKey("test", "radiology", role, null), "test")
                .key();
    }

    Answer list(String key) {
        return client.get("/v1/api-keys", "X-Api-Key", key);
    }

    Answer create(String json, String key) {
        return client.post("/v1/api-keys", json, "X-Api-Key", key);
    }

    static String id(String key) {
        return key.split("_", 3)[1];
    }

    static void assertUnauthenticated(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json()).containsEntry("code", "unauthenticated");
    }
}
