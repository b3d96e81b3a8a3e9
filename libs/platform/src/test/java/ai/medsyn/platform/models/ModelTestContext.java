package ai.medsyn.platform.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.testing.ContextFolder;
import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** A service that serves the registry, with one root of models and a real database. */
@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=platform",
            "spring.application.name=generator",
            "medsyn.models.web=true",
        })
@Import({PostgresConfiguration.class, ModelTestContext.BuiltIns.class})
public abstract class ModelTestContext {

    protected static final TestTokens TOKENS = TestTokens.start();
    protected static final Path HOME = ContextFolder.create("models");
    private static final AtomicLong WRITES = new AtomicLong();
    protected static final Path ROOT = HOME.resolve("models");

    @Autowired
    protected JdbcClient jdbc;

    @TestConfiguration(proxyBeanMethods = false)
    static class BuiltIns {
        @Bean
        BuiltInModel writer() {
            return new BuiltInModel(
                    "grammar-2", ModelKind.REPORT_WRITER, "1.0", "Apache-2.0", Map.of("language", "en"));
        }

        @Bean
        BuiltInModel generator() {
            return new BuiltInModel("phantom-6", ModelKind.IMAGE_GENERATOR, "1.2", "Apache-2.0", Map.of());
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TOKENS.register(registry);
        registry.add("medsyn.models.roots.shared", ROOT::toString);
        registry.add(
                "medsyn.models.roots.unplugged", () -> HOME.resolve("unplugged").toString());
    }

    @BeforeEach
    void fresh() throws IOException {
        jdbc.sql("delete from model where not built_in").update();
        FileSystemUtils.deleteRecursively(HOME);
        write("models/diffusion/model_index.json", "{\"_class_name\": \"StableDiffusionPipeline\"}");
        write("models/diffusion/unet/model.onnx", "weights of the U-Net");
        write("models/diffusion/vae_decoder/model.onnx", "weights of the decoder");
        write("models/encoder.onnx", "an encoder in one file");
        write("outside/secret.onnx", "nobody's business");
    }

    protected static Path write(String path, String content) {
        try {
            Path file = HOME.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content.getBytes(StandardCharsets.UTF_8));
            // Written twice within a tick of the file system's clock, a file would look as if it had not been touched.
            return Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(WRITES.incrementAndGet())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NewModel at(String location, ModelFormat format) {
        return new NewModel("m", ModelKind.IMAGE_ENCODER, format, "1", location, "MIT", Map.of());
    }

    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(code))
                .hasMessageNotContaining(HOME.toString());
    }
}
