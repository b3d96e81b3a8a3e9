package ai.medsyn.vision.data;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the batches of a run ahead of the loop that takes them. Give every loop a loader of its own, and close it. */
public final class BatchLoader implements AutoCloseable {

    /** Purpose of the random numbers that augment; part of what a seed means. */
    private static final long AUGMENT = 3;

    private final Mixture mixture;
    private final Augmentation augmentation;
    private final BatchPlan plan;
    private final Draws draws;
    private final ExecutorService threads;
    private final int ahead;
    private final Queue<Future<PairBatch>> pending = new ArrayDeque<>();
    private long next;
    private long waitedNanos;

    /**
     * Starts making batches.
     *
     * @param first the step whose batch is asked for first, counted from 0
     * @param workers threads that make batches, at least 1
     */
    public BatchLoader(Mixture mixture, Augmentation augmentation, BatchPlan plan, Start start) {
        augmentation.requireFits(mixture.side());
        this.mixture = mixture;
        this.augmentation = augmentation;
        this.plan = plan;
        this.draws = Draws.of(start.seed()).at(AUGMENT);
        this.next = start.step();
        this.ahead = 2 * start.workers();
        this.threads = Executors.newFixedThreadPool(start.workers(), task -> {
            Thread thread = new Thread(task, "batch-loader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Where and how a loader begins.
     *
     * @param seed of the run
     * @param step whose batch is asked for first, from 0
     * @param workers threads that make batches, at least 1
     */
    public record Start(long seed, long step, int workers) {}

    /**
     * The batch of the next step.
     *
     * @throws CorruptSampleException naming a pair whose bytes are damaged
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public PairBatch next() throws IOException, InterruptedException {
        while (pending.size() < ahead) {
            List<Mixture.Place> places = places(next++);
            long step = next - 1;
            pending.add(threads.submit(() -> make(step, places)));
        }
        long begin = System.nanoTime();
        try {
            return pending.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a batch could not be made", e.getCause());
        } finally {
            waitedNanos += System.nanoTime() - begin;
        }
    }

    /** How long {@link #next} has waited for batches since the last call of this. */
    public long takeWaitedNanos() {
        long waited = waitedNanos;
        waitedNanos = 0;
        return waited;
    }

    private List<Mixture.Place> places(long step) {
        int perEpoch = plan.stepsPerEpoch(mixture.epochSize());
        long epoch = step / perEpoch;
        int from = (int) (step % perEpoch) * plan.batchSize() + plan.first();
        List<Mixture.Place> places = new ArrayList<>(plan.own());
        for (int i = 0; i < plan.own(); i++) {
            places.add(mixture.place(epoch, from + i));
        }
        return places;
    }

    private PairBatch make(long step, List<Mixture.Place> places) throws CorruptSampleException {
        int side = augmentation.side();
        byte[] stored = new byte[mixture.side() * mixture.side()];
        byte[] pixels = new byte[places.size() * side * side];
        List<TextTokenizer.Pieces> texts = new ArrayList<>(places.size());
        for (int i = 0; i < places.size(); i++) {
            Mixture.Place place = places.get(i);
            PairSet pairs = mixture.parts().get(place.part()).pairs();
            // The place in the global batch, not in this process's part of it: processes must not change what is drawn.
            Draws own = draws.at(step).at(plan.first() + i);
            pairs.read(place.index(), stored);
            augmentation.train(stored, mixture.side(), pixels, i * side * side, own);
            List<TextTokenizer.Pieces> segments = pairs.segments(place.index());
            texts.add(segments.get(own.below(-1, segments.size())));
        }
        return new PairBatch(side, pixels, texts);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
