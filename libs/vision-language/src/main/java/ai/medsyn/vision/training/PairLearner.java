package ai.medsyn.vision.training;

import ai.medsyn.vision.data.BatchLoader;
import ai.medsyn.vision.data.BatchPlan;
import ai.medsyn.vision.data.HeldOut;
import ai.medsyn.vision.distributed.ProcessGroup;
import ai.medsyn.vision.layers.SharedBatch;
import ai.medsyn.vision.objectives.Embeddings;
import ai.medsyn.vision.optimizers.Optimizer;
import ai.medsyn.vision.tensor.Autocast;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.training.TrainingObserver.ValidationReport;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Pre-training: encoders that learn which image and which report belong together, in one process or several. */
final class PairLearner implements Learner {

    /** Mean squared distance to the mean direction below which vectors count as alike: ten times the rounding of float32. */
    private static final double ALIKE = 1e-6;

    private final Trainee trainee;
    private final TrainingData data;
    private final LoopSettings settings;
    private final ProcessGroup group;
    private final DataParallelism parallel;

    PairLearner(Trainee trainee, TrainingData data, LoopSettings settings, ProcessGroup group) {
        this.trainee = trainee;
        this.data = data;
        this.settings = settings;
        this.group = group;
        this.parallel = new DataParallelism(group);
    }

    @Override
    public Map<String, Tensor> weights() {
        return trainee.weights();
    }

    @Override
    public void load(Map<String, Tensor> weights) {
        trainee.load(weights);
    }

    @Override
    public Optimizer optimizer() {
        return trainee.optimizer();
    }

    @Override
    public Collection<Tensor> parameters() {
        return trainee.parameters();
    }

    @Override
    public void train(boolean on) {
        trainee.train(on);
    }

    @Override
    public int stepsPerEpoch() {
        return stepsPerEpoch(data.training().epochSize());
    }

    @Override
    public int stepsPerEpochOfFirst() {
        return stepsPerEpoch(data.training().parts().get(0).pairs().size());
    }

    private int stepsPerEpoch(int pairs) {
        int parts = plan().stepsPerEpoch(pairs);
        int accumulation = settings.step().accumulation();
        if (parts < accumulation) {
            throw new IllegalArgumentException(
                    "expected at least one batch of " + settings.step().batchSize() + " pairs per epoch, found " + pairs
                            + " pairs; choose a smaller batch or more data");
        }
        return parts / accumulation;
    }

    private BatchPlan plan() {
        return new BatchPlan(settings.step().part(), group.rank(), group.world());
    }

    @Override
    public Lessons lessons(long first) {
        BatchLoader loader = new BatchLoader(
                data.training(),
                data.augmentation(),
                plan(),
                new BatchLoader.Start(settings.seed(), first, settings.loaders()));
        return new Lessons() {
            private long part = first;

            @Override
            public Lesson next() throws IOException, InterruptedException {
                return lesson(part++, loader);
            }

            @Override
            public long takeWaitedNanos() {
                return loader.takeWaitedNanos();
            }

            @Override
            public void close() {
                loader.close();
            }
        };
    }

    /** Embeds this process's pairs, gathers those of all, and compares them. */
    private Lesson lesson(long part, BatchLoader loader) throws IOException, InterruptedException {
        TrainingData.Batch batch = data.input().batch(loader.next(), settings.device());
        try (SharedBatch.Scope shared = parallel.sharing();
                Autocast half = settings.step().bfloat16() ? Autocast.bfloat16(settings.device()) : null) {
            Embeddings own;
            // LibTorch has one generator per process: whoever else draws must do so before or after.
            synchronized (LibTorch.class) {
                LibTorch.seed(settings.seed(), part * group.world() + group.rank());
                own = trainee.model().embed(batch.images(), batch.tokens());
            }
            Embeddings all = parallel.gather(own);
            return new Lesson(trainee.objective().loss(all), alike(all.image()) || alike(all.text()));
        }
    }

    /** 1 - |mean of the unit vectors|^2 is the mean squared distance of unit vectors to their mean. */
    private static boolean alike(Tensor rows) {
        try (NoGradient off = NoGradient.on()) {
            double length = rows.detach().normalized(1).mean(0).square().sum().item();
            return 1 - length < ALIKE;
        }
    }

    @Override
    public void backwardDone() {
        parallel.forget();
    }

    @Override
    public void gradientsDone(int epoch) {
        parallel.completeGradients(trainee);
        trainee.objective().afterBackward(epoch);
    }

    @Override
    public boolean validates() {
        return data.heldOut() != null;
    }

    @Override
    public ValidationReport validate(int step, int epoch) throws IOException {
        HeldOut heldOut = data.heldOut();
        if (heldOut == null) {
            throw new IllegalStateException("expected held-out pairs to validate on, found none");
        }
        Validation.Result result = new Validation(
                        trainee,
                        heldOut,
                        data.input(),
                        settings.device(),
                        settings.step().part())
                .measure();
        return new ValidationReport(step, epoch, result.loss(), result.recall(), result.compared(), result.pValues());
    }
}
