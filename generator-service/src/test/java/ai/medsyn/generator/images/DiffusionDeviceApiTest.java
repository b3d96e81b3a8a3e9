package ai.medsyn.generator.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.medsyn.generator.GeneratorApplication;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.testing.TestTokens;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Trying models out over HTTP, on a machine that was told to use a GPU, has none and may not use its CPU. */
@SpringBootTest(
        classes = GeneratorApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=generator", "medsyn.jobs.pools=", "medsyn.diffusion.device.kind=cuda"})
@Import(PostgresConfiguration.class)
class DiffusionDeviceApiTest {

    private static final TestTokens TOKENS = TestTokens.start();

    @TempDir
    static Path disk;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        TOKENS.register(registry);
        TinyDiffusion.install(disk.resolve("models"));
        TinyDiffusion.install(disk.resolve("models/broken"));
        Files.delete(disk.resolve("models/broken/sd1/unet/model.onnx"));
        registry.add("medsyn.artifacts.root", () -> disk.resolve("store"));
        registry.add("medsyn.models.roots.tiny", () -> disk.resolve("models"));
    }

    @LocalServerPort
    int port;

    @BeforeEach
    void without_gpu() {
        assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "this build has CUDA");
    }

    private HttpProbe.Answer inspect(String location, Role role) {
        return new HttpProbe(port)
                .post(
                        "/v1/model-inspections",
                        "{\"location\": \"" + location + "\", \"parameters\": {}}",
                        "Authorization",
                        TOKENS.bearer("generator", role));
    }

    @Test
    void a_device_that_is_not_there_is_a_conflict_and_not_the_models_fault() {
        HttpProbe.Answer answer = inspect("tiny/sd1", Role.ADMIN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json()).containsEntry("code", "device-unavailable");
        assertThat(String.valueOf(answer.json().get("detail"))).contains("cuda:0 was expected", "allow the CPU");
    }

    @Test
    void a_directory_that_lacks_a_network_is_the_models_fault() {
        HttpProbe.Answer answer = inspect("tiny/broken/sd1", Role.ADMIN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("code", "model-invalid");
        assertThat(String.valueOf(answer.json().get("detail"))).contains("unet/model.onnx");
    }

    @Test
    void trying_models_out_is_for_administrators() {
        assertThat(inspect("tiny/sd1", Role.REQUESTER).status()).isEqualTo(403);
    }
}
