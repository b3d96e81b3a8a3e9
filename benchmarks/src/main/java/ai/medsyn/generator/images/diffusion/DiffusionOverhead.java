package ai.medsyn.generator.images.diffusion;

import ai.medsyn.generator.images.diffusion.schedulers.Schedulers;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.onnx.Device;
import ai.medsyn.onnx.SessionSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
 * What the pipeline adds to ONNX Runtime: the time of drawing images, from prompt to PNG file, against the sum of the times inside the sessions, which is the
 * floor. On a busy machine the clock counts the time of others, so the same is measured in processor time, too: all work on one thread, against the bare session
 * runs of one image right after it. It lies in the pipeline's package because the pipeline is nobody else's.
 *
 * <pre>DiffusionOverhead DIRECTORY [size] [steps] [guidance] [images]</pre>
 */
public final class DiffusionOverhead {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final PipelineSettings ONE_THREAD = new PipelineSettings(
            new SessionSettings(Device.CPU, 1, Map.of(), null), 1, Long.MAX_VALUE, true, 96, Map.of());

    private DiffusionOverhead() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        int size = number(arguments, 1, 512);
        int steps = number(arguments, 2, 20);
        double guidance = number(arguments, 3, 4);
        int images = number(arguments, 4, 4);
        try (DiffusionPipeline pipeline = DiffusionPipeline.open(directory, ONE_THREAD)) {
            Denoising denoising = new Denoising(steps, new Guidance(guidance, 0), pipeline.scheduler(), "", size, size);
            Rehearsal.of(pipeline); // as when the service loads it
            pipeline.unet(denoising).run(0); // reads the weights
            Cost[] costs = new Cost[images];
            for (int seed = 0; seed < images; seed++) {
                costs[seed] = cost(pipeline, denoising, seed);
            }
            System.out.printf("one after another: %d images of %d px, %d steps%n", images, size, steps);
            print("clock", Arrays.stream(costs).mapToDouble(Cost::clock).toArray());
            print("processor", Arrays.stream(costs).mapToDouble(Cost::processor).toArray());
            double[] seconds =
                    Arrays.stream(costs).mapToDouble(Cost::seconds).sorted().toArray();
            System.out.printf(Locale.ROOT, "  %.3f processor seconds an image (median)%n", seconds[images / 2]);
        }
        overlapped(directory, new int[] {size, steps, images}, guidance);
    }

    /** What an image took beyond its sessions, in percent of their time, and its processor time in seconds. */
    private record Cost(double clock, double processor, double seconds) {}

    private static Cost cost(DiffusionPipeline pipeline, Denoising denoising, int seed) {
        long inside = pipeline.runtimeNanos();
        long begin = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        Denoising.Latents latents = pipeline.denoise(List.of(sample(seed)), denoising, Denoising.Listener.NONE)
                .get(0);
        PngEncoder.encode(
                pipeline.decode(latents.latents(), denoising.width(), denoising.height())
                        .gray(),
                Map.of());
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        long all = System.nanoTime() - begin;
        inside = pipeline.runtimeNanos() - inside;
        long floor = floor(pipeline, denoising, seed, latents.latents());
        return new Cost(100.0 * (all - inside) / inside, 100.0 * (cpu - floor) / floor, cpu / 1e9);
    }

    /** Processor time of the bare session runs of one image. */
    private static long floor(DiffusionPipeline pipeline, Denoising denoising, int seed, float[] latents) {
        UNet unet = pipeline.unet(denoising);
        int calls = Schedulers.create(denoising.scheduler(), denoising.steps()).timesteps().length;
        long cpu = THREADS.getCurrentThreadCpuTime();
        pipeline.encoder().encode("Floor " + seed, pipeline.embedding());
        for (int call = 0; call < calls; call++) {
            unet.run(call);
        }
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        long inside = pipeline.runtimeNanos();
        long begin = System.nanoTime();
        long decoding = THREADS.getCurrentThreadCpuTime();
        pipeline.decode(latents, denoising.width(), denoising.height());
        decoding = THREADS.getCurrentThreadCpuTime() - decoding;
        double share = (double) (pipeline.runtimeNanos() - inside) / (System.nanoTime() - begin);
        return cpu + (long) (decoding * share);
    }

    private static void print(String time, double[] overheads) {
        double[] sorted = overheads.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "  %s: overhead an image median %.2f %%, least %.2f %%, most %.2f %%; the first three %.2f, %.2f, %.2f %%%n",
                time,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                overheads[0],
                overheads[Math.min(1, overheads.length - 1)],
                overheads[Math.min(2, overheads.length - 1)]);
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
