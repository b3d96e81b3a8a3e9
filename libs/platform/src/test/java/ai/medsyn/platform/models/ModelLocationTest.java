package ai.medsyn.platform.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Where a model may lie, and where not. */
class ModelLocationTest extends ModelTestContext {

    private static final Caller ADMIN = new Caller("local", Role.ADMIN, "test");

    @Autowired
    ModelRegistry registry;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared/../outside",
                "shared/diffusion/../../outside",
                "elsewhere/diffusion",
                "/etc",
                "../outside",
                "",
                "shared//etc",
                "shared/a\0b"
            })
    void locations_outside_of_the_roots_are_refused(String location) {
        assertRefused("model-location-refused", () -> registry.register(at(location, ModelFormat.ONNX), ADMIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared/nothing", "unplugged/diffusion"})
    void locations_where_nothing_lies_are_told_so(String location) {
        assertRefused("model-files-not-found", () -> registry.register(at(location, ModelFormat.ONNX), ADMIN))
                .hasMessageContaining(location);
    }

    @Test
    void links_out_of_the_root_are_refused_wherever_they_are() throws IOException {
        Files.createSymbolicLink(ROOT.resolve("escape"), HOME.resolve("outside"));
        Files.createDirectories(ROOT.resolve("mixed"));
        Files.createSymbolicLink(ROOT.resolve("mixed/model.onnx"), HOME.resolve("outside/secret.onnx"));
        Files.createDirectories(ROOT.resolve("deep"));
        Files.createSymbolicLink(ROOT.resolve("deep/more"), HOME.resolve("outside"));
        Files.createDirectories(ROOT.resolve("loop"));
        Files.createSymbolicLink(ROOT.resolve("loop/again"), ROOT.resolve("loop"));

        assertRefused("model-location-refused", () -> registry.register(at("shared/escape", ModelFormat.ONNX), ADMIN));
        assertRefused(
                "model-location-refused",
                () -> registry.register(at("shared/escape/secret.onnx", ModelFormat.ONNX), ADMIN));
        assertRefused("model-location-refused", () -> registry.register(at("shared/mixed", ModelFormat.ONNX), ADMIN));
        assertRefused("model-location-refused", () -> registry.register(at("shared/deep", ModelFormat.ONNX), ADMIN));
        assertRefused("model-files-unreadable", () -> registry.register(at("shared/loop", ModelFormat.ONNX), ADMIN));
    }

    @Test
    void links_within_the_root_are_followed_as_model_caches_make_them() throws IOException {
        write("models/cache/blobs/abc", "weights");
        Files.createDirectories(ROOT.resolve("cache/snapshots/1"));
        Files.createSymbolicLink(ROOT.resolve("cache/snapshots/1/model.onnx"), Path.of("../../blobs/abc"));

        Model model = registry.register(at("shared/cache/snapshots/1", ModelFormat.ONNX), ADMIN)
                .model();

        assertThat(model.files()).containsExactly(new ModelFile("model.onnx", 7, Sha256.of("weights")));
    }

    @Test
    void a_directory_of_another_format_is_refused() {
        assertRefused(
                        "model-layout",
                        () -> registry.register(at("shared/encoder.onnx", ModelFormat.DIFFUSERS_ONNX), ADMIN))
                .hasMessageContaining("model_index.json");
        assertRefused("model-layout", () -> registry.register(at("shared/diffusion", ModelFormat.SAFETENSORS), ADMIN))
                .hasMessageContaining("*.safetensors");
    }
}
