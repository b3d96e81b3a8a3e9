package ai.medsyn.vision.training;

import ai.medsyn.vision.data.CorruptSampleException;
import ai.medsyn.vision.distributed.ProcessGroup;
import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.optimizers.GradientClipping;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.CheckpointStore.Description;
import ai.medsyn.vision.training.TrainingObserver.ValidationReport;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trains a model, from its last checkpoint if it has one. */
public final class TrainingLoop {

    /** Steps in a row with embeddings that are all alike before a run counts as collapsed. */
    private static final int COLLAPSED = 50;

    private final Learner learner;
    private final LoopSettings settings;
    private final ProcessGroup group;
    private final TrainingObserver observer;
    private final int stepsPerEpoch;
    private final int steps;
    private final LearningRate learningRate;

    /** Pre-training on pairs. @param observer told by rank 0 only */
    public TrainingLoop(
            Trainee trainee, TrainingData data, LoopSettings settings, ProcessGroup group, TrainingObserver observer) {
        this(new PairLearner(trainee, data, settings, group), settings, group, observer);
    }

    /** @param observer told by rank 0 only */
    public TrainingLoop(Learner learner, LoopSettings settings, ProcessGroup group, TrainingObserver observer) {
        this.learner = learner;
        this.settings = settings;
        this.group = group;
        this.observer = observer;
        this.stepsPerEpoch = learner.stepsPerEpoch();
        boolean first = settings.budget().unit() == Budget.Unit.EQUAL_STEPS;
        this.steps = settings.budget().steps(stepsPerEpoch, first ? learner.stepsPerEpochOfFirst() : stepsPerEpoch);
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
        CheckpointKeeper checkpoints = new CheckpointKeeper(store, learner);
        TrainerState state = checkpoints.resume();
        learner.train(true);
        boolean stop = exhausted(state);
        try (Learner.Lessons lessons =
                learner.lessons((long) state.step() * settings.step().accumulation())) {
            StepMeter meter = new StepMeter(settings.step().batchSize());
            while (state.step() < steps && !stop) {
                StepResult result = step(state, lessons, checkpoints);
                state = state.advanced(result.alike());
                report(state, result, meter, lessons);
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
    private record StepResult(Map<String, Double> losses, double rate, boolean alike) {}

    /** One optimiser step over the global batch. */
    private StepResult step(TrainerState state, Learner.Lessons lessons, CheckpointKeeper checkpoints)
            throws IOException, InterruptedException {
        LoopSettings.Step how = settings.step();
        double rate = learningRate.at(state.step(), state.reductions());
        learner.optimizer().clearGradients();
        LossMeter losses = new LossMeter(how.accumulation());
        for (int part = 0; part < how.accumulation(); part++) {
            try (TensorScope scope = TensorScope.open()) {
                LossTerms loss = losses.add(lessons.next());
                requireFinite(losses, state, checkpoints);
                loss.total().dividedBy(how.accumulation()).backward();
                learner.backwardDone();
            }
        }
        learner.gradientsDone(state.step() / stepsPerEpoch);
        losses.gradientNorm(
                GradientClipping.clip(learner.parameters(), how.optimization().clip()));
        requireFinite(losses, state, checkpoints);
        learner.optimizer().step(rate);
        requireSpread(state, losses.alike(), checkpoints);
        return new StepResult(losses.values(), rate, losses.alike());
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

    private void report(TrainerState state, StepResult result, StepMeter meter, Learner.Lessons lessons) {
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
                    lessons.takeWaitedNanos()));
        }
    }

    private boolean due(TrainerState state, int every) {
        return state.step() % (every == 0 ? stepsPerEpoch : every) == 0 || state.step() == steps;
    }

    /** Rank 0 measures, all ranks learn the loss, so that they decide alike. Null if nothing is held out. */
    private @Nullable Double validate(TrainerState state) throws IOException {
        if (!learner.validates()) {
            return null;
        }
        double loss = 0;
        if (group.rank() == 0) {
            ValidationReport report = learner.validate(state.step(), (state.step() - 1) / stepsPerEpoch);
            loss = report.loss();
            observer.validated(report);
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
}
