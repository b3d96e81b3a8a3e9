package ai.medsyn.vision.training;

import ai.medsyn.vision.data.BatchLoader;
import ai.medsyn.vision.data.BatchPlan;
import ai.medsyn.vision.data.CorruptSampleException;
import ai.medsyn.vision.distributed.ProcessGroup;
import ai.medsyn.vision.layers.SharedBatch;
import ai.medsyn.vision.objectives.Embeddings;
import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.optimizers.GradientClipping;
import ai.medsyn.vision.tensor.Autocast;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.CheckpointStore.Description;
import ai.medsyn.vision.training.TrainingObserver.ValidationReport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Trains a model, from its last checkpoint if it has one. */
public final class TrainingLoop {

    /** Steps in a row with embeddings that are all alike before a run counts as collapsed. */
    private static final int COLLAPSED = 50;

    private final Trainee trainee;
    private final TrainingData data;
    private final LoopSettings settings;
    private final ProcessGroup group;
    private final TrainingObserver observer;
    private final DataParallelism parallel;
    private final int stepsPerEpoch;
    private final int steps;
    private final LearningRate learningRate;

    /** @param observer told by rank 0 only */
    public TrainingLoop(
            Trainee trainee, TrainingData data, LoopSettings settings, ProcessGroup group, TrainingObserver observer) {
        this.trainee = trainee;
        this.data = data;
        this.settings = settings;
        this.group = group;
        this.observer = observer;
        this.parallel = new DataParallelism(group);
        this.stepsPerEpoch = stepsPerEpoch(data.training().epochSize());
        int ofFirst = data.training().parts().get(0).pairs().size();
        boolean first = settings.budget().unit() == Budget.Unit.EQUAL_STEPS;
        this.steps = settings.budget().steps(stepsPerEpoch, first ? stepsPerEpoch(ofFirst) : stepsPerEpoch);
        this.learningRate = new LearningRate(settings.step().optimization(), steps, stepsPerEpoch);
    }

    /**
     * How a run ended.
     *
     * @param steps done
     * @param epochs full ones
     * @param bestLoss lowest validation loss; null if the run does not validate
     * @param stoppedEarly because the validation loss did not improve any more
     */
    public record Outcome(int steps, int epochs, @Nullable Double bestLoss, boolean stoppedEarly) {}

    /** Optimiser steps of the whole run. */
    public int steps() {
        return steps;
    }

    /**
     * Trains to the end.
     *
     * @param store of the run's checkpoints
     * @throws CorruptSampleException naming a pair that is damaged
     * @throws CheckpointFailedException if a checkpoint cannot be written
     * @throws TrainingDivergedException if the loss is no number any more, or the embeddings collapsed
     * @throws ai.medsyn.vision.distributed.PeerLostException if another process of the group is gone
     */
    public Outcome run(CheckpointStore store) throws IOException, InterruptedException {
        CheckpointKeeper checkpoints = new CheckpointKeeper(store, trainee);
        TrainerState state = checkpoints.resume();
        trainee.train(true);
        boolean stop = exhausted(state);
        try (BatchLoader loader = loader(state.step())) {
            StepMeter meter = new StepMeter(settings.step().batchSize());
            while (state.step() < steps && !stop) {
                StepResult result = step(state, loader, checkpoints);
                state = state.advanced(result.alike());
                report(state, result, meter, loader);
                Double validationLoss = due(state, settings.rhythm().validate()) ? validate(state) : null;
                boolean best = validationLoss != null && state.improvedBy(validationLoss);
                if (validationLoss != null) {
                    state = state.validated(
                            validationLoss, settings.step().optimization().schedule());
                }
                if (best || due(state, settings.rhythm().checkpoint())) {
                    save(checkpoints, state, validationLoss, best);
                }
                stop = exhausted(state);
            }
        }
        boolean validates = state.bestLoss() < Double.POSITIVE_INFINITY;
        return new Outcome(
                state.step(), state.step() / stepsPerEpoch, validates ? state.bestLoss() : null, state.step() < steps);
    }

    /** What one step gave, as numbers. */
    private record StepResult(java.util.Map<String, Double> losses, double rate, boolean alike) {}

    /** One optimiser step over the global batch. */
    private StepResult step(TrainerState state, BatchLoader loader, CheckpointKeeper checkpoints)
            throws IOException, InterruptedException {
        LoopSettings.Step how = settings.step();
        double rate = learningRate.at(state.step(), state.reductions());
        trainee.optimizer().clearGradients();
        LossMeter losses = new LossMeter(how.accumulation());
        for (int part = 0; part < how.accumulation(); part++) {
            try (TensorScope scope = TensorScope.open()) {
                LossTerms loss = losses.add(forward((long) state.step() * how.accumulation() + part, loader));
                requireFinite(losses, state, checkpoints);
                loss.total().dividedBy(how.accumulation()).backward();
                parallel.forget();
            }
        }
        parallel.completeGradients(trainee);
        trainee.objective().afterBackward(state.step() / stepsPerEpoch);
        losses.gradientNorm(
                GradientClipping.clip(trainee.parameters(), how.optimization().clip()));
        requireFinite(losses, state, checkpoints);
        trainee.optimizer().step(rate);
        requireSpread(state, losses.alike(), checkpoints);
        return new StepResult(losses.values(), rate, losses.alike());
    }

    /** Embeds this process's pairs, gathers those of all, and compares them. */
    private LossMeter.Parts forward(long part, BatchLoader loader) throws IOException, InterruptedException {
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
            return new LossMeter.Parts(trainee.objective().loss(all), all);
        }
    }

    private void requireFinite(LossMeter losses, TrainerState state, CheckpointKeeper checkpoints) {
        if (!losses.finite()) {
            throw new TrainingDivergedException(
                    TrainingDivergedException.Kind.NOT_FINITE,
                    "expected finite numbers at step " + (state.step() + 1) + ", found " + losses.values() + "; "
                            + checkpoints.lastGood()
                            + ". Train again with a lower learning rate, a longer warm-up or a smaller clipNorm");
        }
    }

    private void requireSpread(TrainerState state, boolean alike, CheckpointKeeper checkpoints) {
        if (alike && state.collapsed() + 1 >= COLLAPSED) {
            throw new TrainingDivergedException(
                    TrainingDivergedException.Kind.COLLAPSED,
                    "expected embeddings that differ, found all images or all texts embedded alike for " + COLLAPSED
                            + " steps up to step " + (state.step() + 1) + "; " + checkpoints.lastGood()
                            + ". Train again with a lower learning rate, or look whether images and reports differ at all");
        }
    }

    private void report(TrainerState state, StepResult result, StepMeter meter, BatchLoader loader) {
        meter.stepped();
        if (group.rank() != 0) {
            return;
        }
        observer.progress(state.step(), steps);
        int every = settings.rhythm().report();
        if (state.step() % every == 0 || state.step() == 1 || state.step() == steps) {
            observer.stepped(meter.report(
                    new StepMeter.Point(
                            state.step(), (state.step() - 1) / stepsPerEpoch, result.losses(), result.rate()),
                    loader.takeWaitedNanos()));
        }
    }

    private boolean due(TrainerState state, int every) {
        return state.step() % (every == 0 ? stepsPerEpoch : every) == 0 || state.step() == steps;
    }

    /** Rank 0 measures, all ranks learn the loss, so that they decide alike. Null without held-out pairs. */
    private @Nullable Double validate(TrainerState state) throws CorruptSampleException {
        if (data.heldOut() == null) {
            return null;
        }
        double loss = 0;
        if (group.rank() == 0) {
            Validation.Result result = new Validation(
                            trainee,
                            data.heldOut(),
                            data.input(),
                            settings.device(),
                            settings.step().part())
                    .measure();
            loss = result.loss();
            observer.validated(new ValidationReport(
                    state.step(), (state.step() - 1) / stepsPerEpoch, loss, result.recall(), result.compared()));
        }
        return group.fromFirst(loss);
    }

    private void save(CheckpointKeeper checkpoints, TrainerState state, @Nullable Double validationLoss, boolean best)
            throws IOException {
        if (group.rank() == 0) {
            Description description = new Description(state.step(), state.step() / stepsPerEpoch, validationLoss, best);
            checkpoints.save(state, description);
            observer.checkpointed(description);
        }
    }

    private boolean exhausted(TrainerState state) {
        int patience = settings.rhythm().patience();
        return patience > 0 && state.sinceBest() >= patience;
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

    private BatchLoader loader(int step) {
        long first = (long) step * settings.step().accumulation();
        return new BatchLoader(
                data.training(),
                data.augmentation(),
                plan(),
                new BatchLoader.Start(settings.seed(), first, settings.loaders()));
    }
}
