package ai.medsyn.platform.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ModelRegistryTest extends ModelTestContext {

    private static final Path UNET = ROOT.resolve("diffusion/unet/model.onnx");

    private static final Caller ADMIN = new Caller("local", Role.ADMIN, "test");

    @Autowired
    ModelRegistry registry;

    @Autowired
    ModelRepository models;

    private static NewModel diffusion(String id) {
        return new NewModel(
                id,
                ModelKind.IMAGE_GENERATOR,
                ModelFormat.DIFFUSERS_ONNX,
                "1.5",
                "shared/diffusion",
                "CreativeML OpenRAIL-M",
                Map.of("steps", 50, "guidance", 7.5));
    }

    /** Another process: the same database and files, but nothing seen yet. */
    private ModelRegistry otherProcess(Map<String, Path> roots) {
        return new ModelRegistry(models, new ModelRoots(roots), List::of, Clock.systemUTC());
    }

    @Test
    void built_in_models_are_there_from_the_start() {
        Model phantom = registry.require("phantom-6", ModelKind.IMAGE_GENERATOR);

        assertThat(phantom.version()).isEqualTo("1.2");
        assertThat(phantom.format()).isEqualTo(ModelFormat.BUILT_IN);
        assertThat(phantom.builtIn()).isTrue();
        assertThat(phantom.location()).isEmpty();
        assertThat(registry.find("grammar-2").parameters()).isEqualTo(Map.of("language", "en"));
        assertThat(registry.verify("grammar-2").intact()).isTrue();
    }

    @Test
    void a_built_in_model_may_come_in_a_new_version_but_not_in_place_of_a_registered_one() {
        BuiltInModel next = new BuiltInModel("new-1", ModelKind.IMAGE_JUDGE, "1", "MIT", Map.of());
        ModelConfiguration.register(models, next, Clock.systemUTC());
        ModelConfiguration.register(
                models,
                new BuiltInModel("new-1", ModelKind.IMAGE_JUDGE, "2", "MIT", Map.of("a", 1)),
                Clock.systemUTC());
        assertThat(registry.find("new-1").version()).isEqualTo("2");
        jdbc.sql("delete from model where id = 'new-1'").update();

        registry.register(diffusion("new-1"), ADMIN);
        assertThatThrownBy(() -> ModelConfiguration.register(models, next, Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("new-1");
        assertRefused("model-id-taken", () -> registry.register(diffusion("phantom-6"), ADMIN));
    }

    @Test
    void a_registered_directory_has_the_digest_of_every_file() {
        Model model = registry.register(diffusion("sd"), ADMIN).model();

        assertThat(model.files())
                .containsExactly(
                        new ModelFile(
                                "model_index.json", 42, Sha256.of("{\"_class_name\": \"StableDiffusionPipeline\"}")),
                        new ModelFile("unet/model.onnx", 20, Sha256.of("weights of the U-Net")),
                        new ModelFile("vae_decoder/model.onnx", 22, Sha256.of("weights of the decoder")));
        Model stored = registry.find("sd");
        assertThat(stored.files()).isEqualTo(model.files());
        assertThat(stored.parameters()).isEqualTo(Map.of("steps", 50, "guidance", 7.5));
        assertThat(registry.load(stored)).isEqualTo(ROOT.resolve("diffusion"));
    }

    @Test
    void a_model_may_be_one_file_and_leave_its_neighbours_alone() {
        Model model = registry.register(at("shared/encoder.onnx", ModelFormat.ONNX), ADMIN)
                .model();

        assertThat(model.files()).extracting(ModelFile::path).containsExactly("encoder.onnx");
        write("models/neighbour.onnx", "new");
        assertThat(registry.verify("m").intact()).isTrue();
        assertThat(registry.load(model)).isEqualTo(ROOT.resolve("encoder.onnx"));
    }

    @Test
    void a_model_behind_an_endpoint_has_no_files() {
        NewModel llm = new NewModel(
                "llama",
                ModelKind.REPORT_WRITER,
                ModelFormat.OPENAI_ENDPOINT,
                "3.1",
                "http://llm.internal:8000/v1",
                "Llama 3.1 Community",
                Map.of("model", "Llama-3.1-70B-Instruct", "maxTokens", 512));

        Model model = registry.register(llm, ADMIN).model();

        assertThat(model.files()).isEmpty();
        assertThat(registry.require("llama", ModelKind.REPORT_WRITER).location())
                .contains("http://llm.internal:8000/v1");
    }

    @Test
    void registering_the_same_model_again_changes_nothing_and_other_files_need_another_id() {
        assertThat(registry.register(diffusion("sd"), ADMIN).created()).isTrue();
        assertThat(registry.register(diffusion("sd"), ADMIN).created()).isFalse();

        write("models/diffusion/unet/model.onnx", "weights, fine-tuned!");
        assertRefused("model-id-taken", () -> registry.register(diffusion("sd"), ADMIN))
                .hasMessageContaining("new id");
        assertThat(registry.register(diffusion("sd-tuned"), ADMIN).created()).isTrue();
    }

    @Test
    void of_two_simultaneous_registrations_of_one_id_one_wins() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = "race-" + round;
            CyclicBarrier start = new CyclicBarrier(2);
            NewModel first = diffusion(id);
            NewModel second = new NewModel(
                    id, ModelKind.IMAGE_ENCODER, ModelFormat.ONNX, "9", "shared/encoder.onnx", "MIT", Map.of());
            List<String> outcomes = together(registering(start, first), registering(start, second));

            assertThat(outcomes).containsExactlyInAnyOrder("created", "model-id-taken");
            assertThat(registry.find(id).version()).isEqualTo(outcomes.get(0).equals("created") ? "1.5" : "9");
        }
    }

    private Callable<String> registering(CyclicBarrier start, NewModel request) {
        return () -> {
            start.await();
            try {
                return registry.register(request, ADMIN).created() ? "created" : "again";
            } catch (RequestRefused refused) {
                return refused.problem().code();
            }
        };
    }

    private static List<String> together(Callable<String> first, Callable<String> second) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<String> results = new ArrayList<>();
            for (Future<String> future : threads.invokeAll(List.of(first, second))) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void unknown_ids_and_wrong_kinds_are_refused() {
        assertRefused("model-not-found", () -> registry.require("gpt-9", ModelKind.REPORT_WRITER))
                .hasMessageContaining("gpt-9");
        assertRefused("model-kind-mismatch", () -> registry.require("phantom-6", ModelKind.REPORT_WRITER))
                .hasMessageContaining("IMAGE_GENERATOR");
    }

    @Test
    void verification_names_changed_missing_and_surplus_files() throws IOException {
        registry.register(diffusion("sd"), ADMIN);
        assertThat(registry.verify("sd").intact()).isTrue();
        write("models/diffusion/unet/model.onnx", "weights of the V-Net");
        Files.delete(ROOT.resolve("diffusion/vae_decoder/model.onnx"));
        write("models/diffusion/unet/extra.bin", "?");

        Verification result = registry.verify("sd");

        assertThat(result.intact()).isFalse();
        assertThat(result.changed()).containsExactly("unet/model.onnx");
        assertThat(result.missing()).containsExactly("vae_decoder/model.onnx");
        assertThat(result.surplus()).containsExactly("unet/extra.bin");
    }

    @Test
    void a_model_whose_files_changed_is_refused_until_they_are_restored_and_verified() throws IOException {
        Model model = registry.register(diffusion("sd"), ADMIN).model();
        registry.load(model);
        byte[] original = Files.readAllBytes(UNET);
        write("models/diffusion/unet/model.onnx", "weights of the V-Net");

        assertRefused("model-files-changed", () -> registry.require("sd", ModelKind.IMAGE_GENERATOR))
                .hasMessageContaining("'sd'");
        assertRefused("model-files-changed", () -> registry.load(model));

        Files.write(UNET, original);
        assertThat(registry.verify("sd").intact()).isTrue();
        assertThat(registry.require("sd", ModelKind.IMAGE_GENERATOR).intact()).isTrue();
    }

    @Test
    void a_file_that_was_only_touched_is_read_again_and_accepted() throws IOException {
        Model model = registry.register(diffusion("sd"), ADMIN).model();
        registry.load(model);
        Files.setLastModifiedTime(UNET, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

        assertThat(registry.require("sd", ModelKind.IMAGE_GENERATOR).id()).isEqualTo("sd");
    }

    @Test
    void the_first_load_in_a_process_reads_every_byte() {
        Model model = registry.register(diffusion("sd"), ADMIN).model();
        write("models/diffusion/unet/model.onnx", "weights of the V-Net"); // same length: a look finds nothing
        ModelRegistry other = otherProcess(Map.of("shared", ROOT));

        assertThat(other.require("sd", ModelKind.IMAGE_GENERATOR).id()).isEqualTo("sd");
        assertRefused("model-files-changed", () -> other.load(model));
        assertRefused("model-files-changed", () -> otherProcess(Map.of()).require("sd", ModelKind.IMAGE_GENERATOR))
                .as("a process without the root believes the one that looked");
    }

    @Test
    void a_process_without_the_root_can_name_a_model_but_not_load_it() {
        Model model = registry.register(diffusion("sd"), ADMIN).model();
        ModelRegistry gateway = otherProcess(Map.of());

        assertThat(gateway.require("sd", ModelKind.IMAGE_GENERATOR).id()).isEqualTo("sd");
        assertRefused("model-location-refused", () -> gateway.load(model)).hasMessageContaining("medsyn.models.roots");
    }

    @Test
    void every_violation_of_a_request_is_reported() {
        NewModel wrong = new NewModel(
                "../x",
                ModelKind.REPORT_WRITER,
                ModelFormat.OPENAI_ENDPOINT,
                "1",
                "http://user:word@host/v1",
                "MIT",
                Map.of("api_key", "sk-1"));

        assertRefused("validation-failed", () -> registry.register(wrong, ADMIN))
                .satisfies(e -> {
                    Map<String, Object> document =
                            ((RequestRefused) e).problem().document();
                    assertThat(document.get("violations").toString())
                            .contains("id", "location", "parameters.api_key")
                            .doesNotContain("sk-1");
                });
        assertRefused(
                "validation-failed", () -> registry.register(at("shared/diffusion", ModelFormat.BUILT_IN), ADMIN));
    }

    @Test
    void models_are_listed_by_kind_and_page() {
        registry.register(diffusion("a"), ADMIN);
        registry.register(diffusion("b"), ADMIN);

        var first = registry.list(ModelKind.IMAGE_GENERATOR, new PageRequest(2, null));
        var second = registry.list(ModelKind.IMAGE_GENERATOR, new PageRequest(2, first.nextCursor()));

        assertThat(first.items()).extracting(Model::id).containsExactly("a", "b");
        assertThat(second.items()).extracting(Model::id).containsExactly("phantom-6");
        assertThat(second.nextCursor()).isNull();
        assertThat(registry.list(null, new PageRequest(50, null)).items())
                .extracting(Model::id)
                .containsExactly("a", "b", "grammar-2", "phantom-6");
    }
}
