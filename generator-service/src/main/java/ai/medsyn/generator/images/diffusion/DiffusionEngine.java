package ai.medsyn.generator.images.diffusion;

import ai.medsyn.generator.images.GeneratorStopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipeline at work for many callers. One thread denoises batch after batch, another decodes what is denoised, so decoding (and the caller's PNG
 * encoding) overlaps with the next batch's steps. At most two batches wait to be decoded.
 */
final class DiffusionEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiffusionEngine.class);
    private static final int AHEAD = 2;

    private final DiffusionPipeline pipeline;
    private final DiffusionMeter meter;
    private final Batcher<Order> batcher;
    private final Thread denoiser;
    private final ExecutorService decoder;
    private final Semaphore ahead = new Semaphore(AHEAD);
    private volatile boolean closed;

    DiffusionEngine(DiffusionPipeline pipeline, Duration delay, DiffusionMeter meter) {
        this.pipeline = pipeline;
        this.meter = meter;
        this.batcher = new Batcher<>(
                order -> pipeline.batch(order.denoising()),
                delay,
                (first, next) -> first.denoising().equals(next.denoising()));
        this.decoder = Executors.newSingleThreadExecutor(work -> daemon(work, "diffusion-decode"));
        this.denoiser = daemon(this::denoise, "diffusion-denoise");
        this.denoiser.start();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** One image to make. */
    private record Order(
            Denoising.Sample sample, Denoising denoising, CompletableFuture<Outcome> outcome, long since) {}

    /**
     * What became of an order.
     *
     * @param image the decoded image; of no use if there is a defect
     * @param text the embedded prompt
     * @param defect why there is no image, or ""
     */
    record Outcome(ColourImage image, TextEncoder.Embedding text, String defect) {}

    DiffusionPipeline pipeline() {
        return pipeline;
    }

    /** What the model is doing, and what people should know about where it runs. */
    String doing() {
        return String.join(
                "; ",
                Stream.concat(Stream.of(meter.doing()), pipeline.deviceWarnings().stream())
                        .toList());
    }

    /** Makes images, in the order of the samples. The futures fail with what the runtime threw. */
    List<CompletableFuture<Outcome>> submit(List<Denoising.Sample> samples, Denoising denoising) {
        if (closed) {
            throw stopped();
        }
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (Denoising.Sample sample : samples) {
            Order order = new Order(sample, denoising, new CompletableFuture<>(), System.nanoTime());
            outcomes.add(order.outcome());
            batcher.add(order);
        }
        if (closed) {
            refuseWaiting(); // closed meanwhile: nobody would take them
        }
        return outcomes;
    }

    private void refuseWaiting() {
        fail(batcher.drain(), stopped());
    }

    private static GeneratorStopped stopped() {
        return new GeneratorStopped("a diffusion pipeline");
    }

    /** Ends a batch at its next step once this engine is closed: a batch may take minutes, and a process that is told to stop has seconds. */
    private Denoising.Listener unlessClosed(Denoising.Listener listener) {
        return (call, calls, latents) -> {
            if (closed) {
                throw stopped();
            }
            listener.step(call, calls, latents);
        };
    }

    private void denoise() {
        try {
            while (!closed) {
                List<Order> batch = batcher.take();
                ahead.acquire();
                denoise(batch);
            }
        } catch (InterruptedException stop) {
            LOG.debug("told to stop");
        } finally {
            closed = true;
            refuseWaiting();
        }
    }

    private void denoise(List<Order> batch) {
        Denoising denoising = batch.get(0).denoising();
        try {
            long now = System.nanoTime();
            batch.forEach(order -> meter.waited(now - order.since()));
            List<Denoising.Latents> latents = pipeline.denoise(
                    batch.stream().map(Order::sample).toList(),
                    denoising,
                    unlessClosed(meter.batch(batch.size(), now - batch.get(0).since(), denoising)));
            decoder.execute(() -> decode(batch, latents));
        } catch (RuntimeException | Error e) {
            ahead.release();
            fail(batch, e);
        } finally {
            meter.idle();
        }
    }

    private void decode(List<Order> batch, List<Denoising.Latents> latents) {
        ahead.release();
        for (int i = 0; i < batch.size(); i++) {
            Order order = batch.get(i);
            try {
                order.outcome().complete(decode(order.denoising(), latents.get(i)));
                meter.image();
            } catch (RuntimeException | Error e) {
                fail(List.of(order), e);
            }
        }
    }

    private Outcome decode(Denoising denoising, Denoising.Latents latents) {
        if (!latents.defect().isEmpty()) {
            return new Outcome(new ColourImage(0, 0, new float[0]), latents.text(), latents.defect());
        }
        ColourImage image = pipeline.decode(latents.latents(), denoising.width(), denoising.height());
        return new Outcome(image, latents.text(), image.defect());
    }

    private static void fail(List<Order> batch, Throwable reason) {
        batch.forEach(order -> order.outcome().completeExceptionally(reason));
    }

    /** Ends after the step at work. */
    @Override
    public void close() {
        closed = true;
        denoiser.interrupt();
        decoder.shutdown();
        try {
            denoiser.join();
            if (!decoder.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("an image takes more than a minute to decode; its memory is not freed");
                return;
            }
            pipeline.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
