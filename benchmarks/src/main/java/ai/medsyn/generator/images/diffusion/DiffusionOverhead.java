package ai.medsyn.generator.images.diffusion;

import ai.medsyn.imaging.PngEncoder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What the pipeline adds to ONNX Runtime: the wall time of drawing images, from prompt to PNG file, against the sum of the times inside the sessions of the same
 * run, which is the floor. It lies in the pipeline's package because the pipeline is nobody else's.
 *
 * <pre>DiffusionOverhead DIRECTORY [size] [steps] [guidance] [images]</pre>
 */
public final class DiffusionOverhead {

    private DiffusionOverhead() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        int size = number(arguments, 1, 512);
        int steps = number(arguments, 2, 20);
        double guidance = number(arguments, 3, 4);
        int images = number(arguments, 4, 4);
        try (DiffusionPipeline pipeline = DiffusionPipeline.open(directory, PipelineSettings.CPU)) {
            Denoising denoising = new Denoising(steps, new Guidance(guidance, 0), pipeline.scheduler(), "", size, size);
            draw(pipeline, denoising, 0); // warms up code and memory
            double[] overheads = new double[images];
            double inside = 0;
            double wall = 0;
            for (int seed = 0; seed < images; seed++) {
                long floor = pipeline.runtimeNanos();
                long begin = System.nanoTime();
                draw(pipeline, denoising, seed);
                double all = (System.nanoTime() - begin) / 1e9;
                double runtime = (pipeline.runtimeNanos() - floor) / 1e9;
                overheads[seed] = 100 * (all - runtime) / runtime;
                inside += runtime;
                wall += all;
            }
            Arrays.sort(overheads);
            System.out.printf(
                    Locale.ROOT,
                    "one after another: %d images of %d px, %d steps: %.3f s, of which %.3f s in ONNX Runtime;"
                            + " overhead an image: median %.2f %%, least %.2f %%%n",
                    images,
                    size,
                    steps,
                    wall,
                    inside,
                    overheads[images / 2],
                    overheads[0]);
        }
        overlapped(directory, new int[] {size, steps, images}, guidance);
    }

    private static void draw(DiffusionPipeline pipeline, Denoising denoising, int seed) {
        Denoising.Latents latents = pipeline.denoise(List.of(sample(seed)), denoising, Denoising.Listener.NONE)
                .get(0);
        PngEncoder.encode(
                pipeline.decode(latents.latents(), denoising.width(), denoising.height())
                        .gray(),
                Map.of());
    }

    /** As the service runs it: decoding and encoding beside the next image's steps. */
    private static void overlapped(Path directory, int[] sizes, double guidance) {
        DiffusionPipeline pipeline = DiffusionPipeline.open(directory, PipelineSettings.CPU);
        DiffusionMeter meter = new DiffusionMeter(new SimpleMeterRegistry(), "benchmark", Clock.systemUTC());
        try (DiffusionEngine engine = new DiffusionEngine(pipeline, Duration.ZERO, meter)) {
            Denoising denoising =
                    new Denoising(sizes[1], new Guidance(guidance, 0), pipeline.scheduler(), "", sizes[0], sizes[0]);
            engine.submit(List.of(sample(0)), denoising).get(0).join();
            long begin = System.nanoTime();
            List<Denoising.Sample> samples = new ArrayList<>();
            for (int seed = 0; seed < sizes[2]; seed++) {
                samples.add(sample(seed));
            }
            for (CompletableFuture<DiffusionEngine.Outcome> outcome : engine.submit(samples, denoising)) {
                PngEncoder.encode(outcome.join().image().gray(), Map.of());
            }
            double wall = (System.nanoTime() - begin) / 1e9;
            System.out.printf(Locale.ROOT, "overlapped: %.3f s, %.3f images/s%n", wall, sizes[2] / wall);
        }
    }

    private static Denoising.Sample sample(int seed) {
        return new Denoising.Sample(
                "Large right-sided pleural effusion. Cardiomegaly. Number " + seed, new GaussianStream(seed));
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }
}
