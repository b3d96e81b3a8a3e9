package ai.medsyn.generator.images.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.generator.images.GeneratorStopped;
import ai.medsyn.generator.images.diffusion.schedulers.SchedulerKind;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.Safetensors;
import ai.medsyn.onnx.SessionSettings;
import ai.medsyn.onnx.StoredTensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline promises beyond the reference's numbers, on tiny networks with random weights. */
class DiffusionPipelineTest {

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures/diffusion");
    private static final Path SD1 = FIXTURES.resolve("tiny-sd1-legacy");
    private static final Guidance GUIDED = new Guidance(4, 0);

    private static Denoising denoising(DiffusionPipeline pipeline, int steps, Guidance guidance) {
        return new Denoising(steps, guidance, pipeline.scheduler(), "", 64, 64);
    }

    private static PipelineSettings settings(int batch) {
        return new PipelineSettings(SessionSettings.CPU, batch, Long.MAX_VALUE, true, 96, Map.of());
    }

    @Test
    void a_sample_has_the_same_bytes_in_batches_of_1_2_and_5() {
        List<byte[]> files = new ArrayList<>();
        for (int batch : new int[] {1, 2, 5}) {
            try (DiffusionEngine engine = engine(DiffusionPipeline.open(SD1, settings(batch)))) {
                Denoising ancestral = new Denoising(
                        4,
                        GUIDED,
                        engine.pipeline().scheduler().with(SchedulerKind.EULER_ANCESTRAL, Map.of()),
                        "blurry",
                        64,
                        64);
                List<CompletableFuture<DiffusionEngine.Outcome>> outcomes = engine.submit(
                        Stream.of(11, 12, 13, 14, 15)
                                .map(seed -> new Denoising.Sample("Effusion " + seed, new GaussianStream(seed)))
                                .toList(),
                        ancestral);
                files.add(PngEncoder.encode(outcomes.get(3).join().image().gray(), Map.of()));
            }
        }
        assertThat(files.get(1)).isEqualTo(files.get(0));
        assertThat(files.get(2)).isEqualTo(files.get(0));
    }

    private static DiffusionEngine engine(DiffusionPipeline pipeline) {
        DiffusionMeter meter = new DiffusionMeter(new SimpleMeterRegistry(), "tiny", Clock.systemUTC());
        return new DiffusionEngine(pipeline, Duration.ofMillis(50), meter);
    }

    @Test
    void a_closed_engine_ends_the_batch_at_work_and_what_waits_without_calling_it_a_failure()
            throws InterruptedException {
        DiffusionEngine engine = engine(DiffusionPipeline.open(SD1, settings(1)));
        CountDownLatch atWork = new CountDownLatch(1);
        Denoising endless = new Denoising(
                1000, GUIDED, engine.pipeline().scheduler().with(SchedulerKind.EULER_ANCESTRAL, Map.of()), "", 64, 64);
        List<CompletableFuture<DiffusionEngine.Outcome>> outcomes = engine.submit(
                Stream.of(heldUp(atWork), heldUp(atWork))
                        .map(noise -> new Denoising.Sample("Effusion.", noise))
                        .toList(),
                endless);
        assertThat(atWork.await(5, TimeUnit.MINUTES)).isTrue();
        engine.close();
        for (CompletableFuture<DiffusionEngine.Outcome> outcome : outcomes) {
            assertThat(outcome).isCompletedExceptionally();
            assertThatThrownBy(outcome::join).hasCauseInstanceOf(GeneratorStopped.class);
        }
        assertThatThrownBy(() -> engine.submit(List.of(), endless)).isInstanceOf(GeneratorStopped.class);
    }

    /** Noise whose first call waits until its thread is told to stop. */
    private static NoiseSource heldUp(CountDownLatch atWork) {
        NoiseSource noise = new GaussianStream(1);
        return new NoiseSource() {
            @Override
            public float[] latents(int count) {
                return noise.latents(count);
            }

            @Override
            public float[] noise(int call, int count) {
                atWork.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException told) {
                    Thread.currentThread().interrupt();
                }
                return noise.noise(call, count);
            }
        };
    }

    @Test
    void a_sample_that_is_not_finite_is_stopped_and_its_neighbours_are_not() {
        try (DiffusionPipeline pipeline = DiffusionPipeline.open(SD1, settings(2))) {
            Denoising denoising = denoising(pipeline, 3, GUIDED);
            Denoising.Sample sound = new Denoising.Sample("Cardiomegaly.", new GaussianStream(3));
            List<Integer> calls = new ArrayList<>();
            List<Denoising.Latents> mixed = pipeline.denoise(
                    List.of(new Denoising.Sample("Effusion.", notFinite()), sound),
                    denoising,
                    (call, of, latents) -> calls.add(call));
            assertThat(mixed.get(0).defect()).contains("NaN or infinity at call 1 of 4");
            assertThat(mixed.get(1).defect()).isEmpty();
            assertThat(calls).containsExactly(1, 2, 3, 4);
            assertThat(pipeline.denoise(List.of(sound), denoising, Denoising.Listener.NONE)
                            .get(0)
                            .latents())
                    .isEqualTo(mixed.get(1).latents());
        }
    }

    private static NoiseSource notFinite() {
        return new NoiseSource() {
            @Override
            public float[] latents(int count) {
                float[] values = new float[count];
                values[count / 2] = Float.NaN;
                return values;
            }

            @Override
            public float[] noise(int call, int count) {
                return new float[count];
            }
        };
    }

    @Test
    void initial_latents_from_a_file_are_used_row_by_row(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("noise.safetensors");
        float[] rows = new GaussianStream(5).latents(2 * 256);
        Safetensors.write(file, Map.of("latents", StoredTensor.of(rows, 2, 4, 8, 8)), Map.of());
        NoiseSource seeded = new GaussianStream(9);
        assertThat(new FileNoise(file, 3, seeded).latents(256)).containsExactly(Arrays.copyOfRange(rows, 256, 512));
        assertThat(new FileNoise(file, 3, seeded).noise(1, 4)).isEqualTo(seeded.noise(1, 4));
        assertThatThrownBy(() -> new FileNoise(file, 0, seeded).latents(100))
                .hasMessageContaining("noise.safetensors: rows of 100 latents were expected");
        assertThatThrownBy(() -> new FileNoise(folder.resolve("none.safetensors"), 0, seeded).latents(256))
                .isInstanceOf(InvalidModelException.class);
    }

    @Test
    void guidance_of_one_or_less_does_without_the_unconditional_half() {
        try (DiffusionPipeline pipeline = DiffusionPipeline.open(SD1, settings(1))) {
            Denoising plain = denoising(pipeline, 2, new Guidance(1, 0));
            assertThat(pipeline.unet(plain).shape().rows()).isEqualTo(1);
            Denoising none = denoising(pipeline, 2, new Guidance(0, 0)); // as the reference reads it
            assertThat(pipeline.unet(none).shape().rows()).isEqualTo(1);
            assertThat(pipeline.unet(denoising(pipeline, 2, GUIDED)).shape().rows())
                    .isEqualTo(2);
        }
    }

    @Test
    void rescaled_guidance_has_the_spread_of_the_conditional_prediction() {
        float[] unconditional = {0, 0, 0, 0};
        float[] conditional = {-1, 1, -2, 2};
        float[] guided = new Guidance(5, 1).combine(unconditional, conditional);
        for (int i = 0; i < guided.length; i++) {
            assertThat(guided[i]).isCloseTo(conditional[i], within(1e-5f));
        }
        assertThat(new Guidance(5, 0.5).combine(unconditional, conditional)[0]).isCloseTo(-3, within(1e-5f));
    }

    @Test
    void images_of_many_pixels_make_smaller_batches_and_never_none() {
        PipelineSettings settings = new PipelineSettings(SessionSettings.CPU, 8, 4 * 512 * 512, true, 96, Map.of());
        assertThat(settings.batch(256, 256)).isEqualTo(8);
        assertThat(settings.batch(512, 512)).isEqualTo(4);
        assertThat(settings.batch(512, 768)).isEqualTo(2);
        assertThat(settings.batch(2048, 2048)).isEqualTo(1);
    }

    @Test
    void a_kept_optimised_graph_gives_the_same_latents(@TempDir Path kept) throws IOException {
        PipelineSettings caching = new PipelineSettings(
                new SessionSettings(
                        SessionSettings.CPU.device(), 0, Map.of(), new SessionSettings.Cache(kept, "digest")),
                1,
                Long.MAX_VALUE,
                true,
                96,
                Map.of());
        float[] first = latents(caching);
        List<Path> graphs = graphs(kept);
        assertThat(graphs).hasSize(3);
        assertThat(latents(caching)).isEqualTo(first);
        assertThat(graphs(kept)).isEqualTo(graphs);
        float[] plain = latents(settings(1));
        for (int i = 0; i < plain.length; i++) {
            assertThat(first[i]).isCloseTo(plain[i], within(1e-3f));
        }
    }

    private static List<Path> graphs(Path kept) throws IOException {
        try (Stream<Path> files = Files.walk(kept)) {
            return files.filter(file -> file.endsWith("model.onnx")).sorted().toList();
        }
    }

    private static float[] latents(PipelineSettings settings) {
        try (DiffusionPipeline pipeline = DiffusionPipeline.open(SD1, settings)) {
            return pipeline.denoise(
                            List.of(new Denoising.Sample("Effusion.", new GaussianStream(1))),
                            denoising(pipeline, 2, GUIDED),
                            Denoising.Listener.NONE)
                    .get(0)
                    .latents();
        }
    }

    @Test
    void tiles_of_a_position_dependent_decoder_join_without_seam() {
        LatentSpace space = new LatentSpace(1, 2, 1, 0, 16, 2);
        float[] z = new float[11 * 7];
        for (int i = 0; i < z.length; i++) {
            z[i] = i;
        }
        // Nearest-neighbour enlargement in all three colours: tiles agree where they overlap, so blending must change
        // nothing.
        Tiles.Decoder enlarge = (latents, columns, rows) -> {
            float[] pixels = new float[3 * 4 * columns * rows];
            for (int i = 0; i < pixels.length; i++) {
                int at = i % (4 * columns * rows);
                pixels[i] = latents[at / (2 * columns) / 2 * columns + at % (2 * columns) / 2];
            }
            return pixels;
        };
        float[] tiled = new Tiles(space, 4).decode(z, 11, 7, enlarge);
        float[] whole = enlarge.decode(z, 11, 7);
        assertThat(tiled).hasSameSizeAs(whole);
        for (int i = 0; i < whole.length; i++) {
            assertThat(tiled[i]).isCloseTo(whole[i], within(1e-3f));
        }
    }

    @Test
    void an_image_larger_than_a_tile_is_decoded_in_tiles() {
        PipelineSettings small = new PipelineSettings(SessionSettings.CPU, 1, Long.MAX_VALUE, true, 8, Map.of());
        float[] z = new GaussianStream(4).latents(4 * 16 * 12);
        try (DiffusionPipeline tiling = DiffusionPipeline.open(SD1, small);
                DiffusionPipeline whole = DiffusionPipeline.open(SD1, settings(1))) {
            assertThat(tiling.tiled(64, 64)).isFalse();
            assertThat(tiling.tiled(96, 128)).isTrue();
            assertThat(whole.tiled(96, 128)).isFalse();
            ColourImage image = tiling.decode(z, 96, 128);
            assertThat(image.values()).hasSize(3 * 96 * 128);
            assertThat(image.defect()).isEmpty();
            assertThat(image.values()).isNotEqualTo(whole.decode(z, 96, 128).values());
        }
    }

    @Test
    void sizes_and_steps_that_cannot_be_drawn_are_refused_before_anything_runs() {
        try (DiffusionPipeline pipeline = DiffusionPipeline.open(SD1, settings(1))) {
            for (int size : new int[] {-64, 0, 60, 68}) {
                assertThatThrownBy(() -> draw(pipeline, 2, size))
                        .hasMessage("width and height that are multiples of 32 were expected, found 64 x " + size);
            }
            for (int steps : new int[] {-1, 0, 1001}) {
                assertThatThrownBy(() -> draw(pipeline, steps, 64))
                        .hasMessage("1 to 1000 steps were expected, found " + steps);
            }
        }
    }

    private static void draw(DiffusionPipeline pipeline, int steps, int height) {
        pipeline.denoise(
                List.of(new Denoising.Sample("Effusion.", new GaussianStream(1))),
                new Denoising(steps, GUIDED, pipeline.scheduler(), "", 64, height),
                Denoising.Listener.NONE);
    }
}
