package ai.medsyn.generator.images.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.generator.images.diffusion.schedulers.SchedulerConfig;
import ai.medsyn.onnx.Safetensors;
import ai.medsyn.onnx.testing.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole pipelines against the reference: the same token ids, the same latents after every call and the same image from the same initial latents, in every
 * layout in which the network was exported. Float16 is compared by its image only.
 *
 * <p>Latents are compared twice. From the reference's latents each call must give the reference's next ones to 1e-4: what a sampler, the guidance or the text
 * does wrong shows there, in its own step. Left to itself from the initial latents on, a run must stay as close, but for what float32 cannot hold: with few
 * steps and strong guidance a first step multiplies the U-Net's rounding by guidance x sigma / alpha, about 100, and later steps carry it on. The reference on
 * another number of threads is as far from itself there (docs/adr/0019), so the bound grows with the latents.
 */
@Tag("golden")
class GoldenPipelineTest {

    private static final float LATENTS = 1e-4f;
    /** Of the run's largest latent, once rounding has gathered over calls. */
    private static final float GATHERED = 5e-6f;

    private static final float IMAGE = 1 / 255f;
    private static final float HALF_IMAGE = 0.05f;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final Map<Path, DiffusionPipeline> OPEN = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> every_run_in_every_layout_is_that_of_the_reference() {
        return GoldenCases.files("diffusion", file -> file.endsWith("runs.json")).stream()
                .flatMap(GoldenPipelineTest::tests);
    }

    @AfterAll
    static void close() {
        OPEN.values().forEach(DiffusionPipeline::close);
        OPEN.clear();
    }

    private static Stream<DynamicTest> tests(Path runs) {
        try {
            JsonNode json = JSON.readTree(Files.readString(runs));
            List<DynamicTest> tests = new ArrayList<>();
            for (Path pipeline : layouts(runs, json.path("pipeline").asString())) {
                for (JsonNode run : json.path("runs")) {
                    Path file = runs.resolveSibling(run.path("file").asString());
                    tests.add(DynamicTest.dynamicTest(
                            pipeline.getFileName() + " " + file.getFileName(),
                            () -> check(pipeline, run, Safetensors.open(file))));
                }
            }
            assertThat(tests).as("runs of %s", runs).isNotEmpty();
            return tests.stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Exports of one network are named alike but for their last part, which is the layout. Runs that come without the networks are for those of this module. */
    private static List<Path> layouts(Path runs, String pipeline) throws IOException {
        String network = pipeline.substring(0, pipeline.lastIndexOf('-') + 1);
        List<Path> beside = named(network, runs.toAbsolutePath().getParent().getParent());
        return beside.isEmpty() ? named(network, TinyPipeline.FIXTURES) : beside;
    }

    private static List<Path> named(String network, Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(network))
                    .sorted()
                    .toList();
        }
    }

    private static void check(Path folder, JsonNode run, Safetensors golden) throws IOException {
        DiffusionPipeline pipeline =
                OPEN.computeIfAbsent(folder, path -> DiffusionPipeline.open(path, PipelineSettings.CPU));
        Denoising denoising = denoising(run);
        String prompt = run.path("prompt").asString();
        assertThat(pipeline.encoder().tokenizer().encode(prompt).ids())
                .containsExactly(golden.get("input_ids").longs());
        assertThat(pipeline.encoder()
                        .tokenizer()
                        .encode(denoising.negativePrompt())
                        .ids())
                .containsExactly(golden.get("negative_input_ids").longs());
        boolean half = pipeline.halfPrecision();
        float[] latents = golden.get("latents").floats();
        if (!half) {
            each(pipeline, denoising, sample(prompt, golden), latents);
        }
        ColourImage image = whole(pipeline, denoising, sample(prompt, golden), half ? null : latents);
        close("image", image.values(), planes(golden.get("image").floats()), half ? HALF_IMAGE : IMAGE);
    }

    private static Denoising.Sample sample(String prompt, Safetensors golden) throws IOException {
        return new Denoising.Sample(prompt, noise(golden));
    }

    /** Every call begins with the reference's latents. */
    private static void each(
            DiffusionPipeline pipeline, Denoising denoising, Denoising.Sample sample, float[] latents) {
        List<Integer> seen = new ArrayList<>();
        pipeline.denoise(List.of(sample), denoising, (call, calls, current) -> {
            float[] expected = Arrays.copyOfRange(latents, seen.size() * current.length, call * current.length);
            close("latents of call " + call + " alone", current, expected, LATENTS);
            System.arraycopy(expected, 0, current, 0, current.length); // the loop goes on with the reference's
            seen.add(call);
        });
        assertThat(seen).hasSize(latents.length / pipeline.space().count(denoising.width(), denoising.height()));
    }

    /** The run goes on with its own latents; without expected ones only its image counts. */
    private static ColourImage whole(
            DiffusionPipeline pipeline, Denoising denoising, Denoising.Sample sample, float @Nullable [] latents) {
        List<float[]> seen = new ArrayList<>();
        Denoising.Latents result = pipeline.denoise(
                        List.of(sample), denoising, (call, calls, current) -> seen.add(current.clone()))
                .get(0);
        assertThat(result.defect()).isEmpty();
        int size = result.latents().length;
        for (int call = 0; latents != null && call < seen.size(); call++) {
            close(
                    "latents after call " + call,
                    seen.get(call),
                    Arrays.copyOfRange(latents, call * size, (call + 1) * size),
                    Math.max(LATENTS, GATHERED * largest(latents)));
        }
        return pipeline.decode(result.latents(), denoising.width(), denoising.height());
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static Denoising denoising(JsonNode run) {
        JsonNode negative = run.path("negative_prompt");
        return new Denoising(
                run.path("steps").asInt(),
                new Guidance(
                        run.path("guidance_scale").asDouble(),
                        run.path("guidance_rescale").asDouble(0)),
                SchedulerConfig.of(run.path("scheduler")),
                negative.isString() ? negative.asString() : "",
                run.path("width").asInt(),
                run.path("height").asInt());
    }

    private static NoiseSource noise(Safetensors golden) throws IOException {
        float[] initial = golden.get("initial_latents").floats();
        float[] noise = golden.has("noise") ? golden.get("noise").floats() : new float[0];
        return new NoiseSource() {
            @Override
            public float[] latents(int count) {
                assertThat(initial).hasSize(count);
                return initial;
            }

            @Override
            public float[] noise(int call, int count) {
                return Arrays.copyOfRange(noise, call * count, (call + 1) * count);
            }
        };
    }

    /** Height x width x 3 to 3 x height x width. */
    private static float[] planes(float[] pixels) {
        float[] planes = new float[pixels.length];
        int count = pixels.length / 3;
        for (int i = 0; i < pixels.length; i++) {
            planes[i % 3 * count + i / 3] = pixels[i];
        }
        return planes;
    }

    private static void close(String what, float[] actual, float[] expected, float tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("%s[%d]", what, i).isCloseTo(expected[i], within(tolerance));
        }
    }
}
