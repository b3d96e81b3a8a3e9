package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.onnx.Safetensors;
import ai.medsyn.onnx.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A diffusion pipeline from a directory: registered, tried out, used by a dataset, replayed. The pipeline is a tiny one with random weights. */
class DiffusionTest {

    private static final String PIPELINE = "fixtures/tiny-sd2-external";
    private final Api api = Platforms.api();

    @Test
    void a_registered_pipeline_draws_a_dataset_whose_samples_replay() {
        JsonNode model = register("tiny-sd2", PIPELINE).expect(201).json();
        JsonNode resolved = model.path("resolved");
        assertThat(resolved.path("predictionType").asString()).isEqualTo("v_prediction");
        assertThat(resolved.path("scheduler").asString()).isEqualTo("ddim");
        assertThat(resolved.path("tokenLimit").asInt()).isEqualTo(77);
        assertThat(resolved.path("padToken").asString()).isEqualTo("!");
        assertThat(resolved.path("dryRun").path("finite").asBoolean()).isTrue();
        assertThat(model.path("files").size()).isGreaterThan(8);

        Map<String, Object> order = Orders.order("diffused", 2, Orders.SEED);
        order.put("images", images("euler-ancestral", 2));
        JsonNode result = api.build(order);
        String dataset = result.path("dataset").asString();
        List<JsonNode> samples = api.samples(dataset);
        assertThat(samples).hasSize(2);
        for (JsonNode sample : samples) {
            assertThat(sample.path("image").path("generator").asString()).isEqualTo("tiny-sd2");
            JsonNode replay = api.postText(
                            "/v1/datasets/" + dataset + "/samples/"
                                    + sample.path("ordinal").asInt() + "/replay",
                            "")
                    .expect(200)
                    .json();
            assertThat(replay.path("identical").asBoolean()).as("%s", replay).isTrue();
        }
        JsonNode verified =
                api.postText("/v1/models/tiny-sd2/verify", "").expect(200).json();
        assertThat(verified.path("intact").asBoolean()).isTrue();
        assertThat(verified.path("licence").asString()).isEqualTo("Apache-2.0");
        assertThat(verified.path("resolved").path("nativeSize").asInt()).isEqualTo(64);
    }

    @Test
    void every_option_of_a_request_reaches_the_sample_and_an_unusable_image_is_rejected_and_replaced()
            throws IOException {
        register("tiny-sd2", PIPELINE);
        latents(Platforms.scratch().resolve("noise.safetensors"), 7);
        Map<String, Object> order = Orders.order("options", 3, 11);
        Map<String, Object> images = images("dpmpp-2m", 4);
        images.put("guidanceRescale", 0.7);
        images.put("latents", "scratch/noise.safetensors");
        order.put("images", images);
        JsonNode result = api.build(order);
        assertThat(result.path("rejected").path("image-decodable").asInt())
                .as("%s", result)
                .isPositive();
        assertThat(result.path("accepted").asInt()).isEqualTo(3);
        String dataset = result.path("dataset").asString();
        for (JsonNode sample : api.samples(dataset)) {
            assertThat(sample.path("ordinal").asInt() % 7).isNotEqualTo(1);
            assertThat(sample.path("image").path("width").asInt()).isEqualTo(Orders.SIZE);
            JsonNode settings = sample.path("image").path("settings");
            assertThat(settings.path("scheduler").asString()).isEqualTo("dpmpp-2m");
            assertThat(settings.path("steps").asInt()).isEqualTo(4);
            assertThat(settings.path("guidanceScale").asDouble()).isEqualTo(3);
            assertThat(settings.path("guidanceRescale").asDouble()).isEqualTo(0.7);
            assertThat(settings.path("negativePrompt").asString()).isEqualTo("blurry");
            assertThat(settings.path("latents").asString()).isEqualTo("scratch/noise.safetensors");
            assertThat(settings.path("tokens").asInt()).isPositive();
            assertThat(settings.has("unusable")).isFalse();
        }
    }

    /** Initial latents of which the second row is not finite. */
    private static void latents(Path file, int rows) throws IOException {
        int count = 4 * (Orders.SIZE / 8) * (Orders.SIZE / 8);
        Random random = new Random(5);
        float[] values = new float[rows * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Arrays.fill(values, count, 2 * count, Float.NaN);
        Safetensors.write(
                file, Map.of("latents", StoredTensor.of(values, rows, 4, Orders.SIZE / 8, Orders.SIZE / 8)), Map.of());
    }

    @Test
    void everything_wrong_with_the_drawing_is_said_at_once() {
        register("tiny-sd2", PIPELINE);
        Map<String, Object> order = Orders.order("refused", 2, Orders.SEED);
        Map<String, Object> images = images("heun", -1);
        images.put("size", 300);
        images.put("guidanceScale", -3);
        images.put("guidanceRescale", 2);
        images.put("latents", "fixtures/no-such-file.safetensors");
        order.put("images", images);
        JsonNode problem = api.post("/v1/datasets", order).expect(400).json();
        List<String> fields = problem.path("violations").values().stream()
                .map(error -> error.path("field").asString())
                .toList();
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "images.size",
                        "images.steps",
                        "images.guidanceScale",
                        "images.guidanceRescale",
                        "images.scheduler",
                        "images.latents");
        Map<String, Object> phantom = Orders.order("refused", 2, Orders.SEED);
        phantom.put("images", Map.of("steps", 20));
        assertThat(api.post("/v1/datasets", phantom).expect(400).text()).contains("is no diffusion model");
    }

    @Test
    void a_directory_that_is_no_pipeline_is_refused_with_its_reason() {
        JsonNode problem = register("half", "fixtures/golden-sd2").expect(400).json();
        assertThat(problem.path("code").asString()).isEqualTo("model-layout");
    }

    private static Map<String, Object> images(String scheduler, int steps) {
        Map<String, Object> images = new LinkedHashMap<>();
        images.put("generator", "tiny-sd2");
        images.put("size", Orders.SIZE);
        images.put("scheduler", scheduler);
        images.put("steps", steps);
        images.put("guidanceScale", 3);
        images.put("negativePrompt", "blurry");
        return images;
    }

    private Answer register(String id, String location) {
        return api.post(
                "/v1/models",
                Map.of(
                        "id", id,
                        "kind", "IMAGE_GENERATOR",
                        "format", "DIFFUSERS_ONNX",
                        "version", "1",
                        "location", location,
                        "licence", "Apache-2.0"));
    }
}
