package ai.medsyn.generator.images.diffusion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one model is doing and how fast: metrics for monitoring, and the batch at work for people who wait. */
final class DiffusionMeter {

    private final String model;
    private final Clock clock;
    private final Timer queue;
    private final Timer step;
    private final DistributionSummary sizes;
    private final Counter images;
    private volatile @Nullable Activity current;
    private volatile @Nullable Activity latest;

    /**
     * A batch at work.
     *
     * @param step calls of the U-Net made
     * @param steps calls to make
     * @param batch samples in it
     * @param secondsPerStep mean so far
     * @param queueSeconds how long its first sample had waited
     * @param latents of its first sample after the last call; not to be changed
     */
    record Activity(
            String model,
            int step,
            int steps,
            int batch,
            int width,
            int height,
            double secondsPerStep,
            double queueSeconds,
            Instant startedAt,
            float[] latents) {

        /** Images a second at the pace of this batch. */
        double imagesPerSecond() {
            return batch / (steps * secondsPerStep);
        }

        /** For people who wait for a job. */
        String text() {
            return String.format(
                    Locale.ROOT,
                    "step %d of %d, batch of %d, %.3g s a step, %.3g images/s, %.3g s in the queue",
                    step,
                    steps,
                    batch,
                    secondsPerStep,
                    imagesPerSecond(),
                    queueSeconds);
        }
    }

    DiffusionMeter(MeterRegistry registry, String model, Clock clock) {
        Tags tags = Tags.of("model", model);
        this.model = model;
        this.clock = clock;
        this.queue = registry.timer("medsyn.diffusion.queue.time", tags);
        this.step = registry.timer("medsyn.diffusion.step.time", tags);
        this.sizes = registry.summary("medsyn.diffusion.batch.size", tags);
        this.images = registry.counter("medsyn.diffusion.images", tags);
    }

    void waited(long nanos) {
        queue.record(nanos, TimeUnit.NANOSECONDS);
    }

    void image() {
        images.increment();
    }

    /** Follows one batch. @param queued nanoseconds that its first sample had waited */
    Denoising.Listener batch(int size, long queued, Denoising denoising) {
        sizes.record(size);
        Instant started = clock.instant();
        long begin = System.nanoTime();
        long[] last = {begin};
        return (call, calls, latents) -> {
            long now = System.nanoTime();
            step.record(now - last[0], TimeUnit.NANOSECONDS);
            last[0] = now;
            Activity activity = new Activity(
                    model,
                    call,
                    calls,
                    size,
                    denoising.width(),
                    denoising.height(),
                    (now - begin) / 1e9 / call,
                    queued / 1e9,
                    started,
                    latents);
            current = activity;
            latest = activity;
        };
    }

    /** Between batches. */
    void idle() {
        current = null;
    }

    /** What the model does, or did last, for people who wait for a job. */
    String doing() {
        Activity activity = latest;
        return activity == null ? "loading " + model : activity.text();
    }

    /** The batch at work, if one is. */
    @Nullable
    Activity current() {
        return current;
    }
}
