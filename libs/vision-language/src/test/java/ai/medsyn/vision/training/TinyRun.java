package ai.medsyn.vision.training;

import ai.medsyn.vision.data.Augmentation;
import ai.medsyn.vision.data.Fit;
import ai.medsyn.vision.data.HeldOut;
import ai.medsyn.vision.data.Mixture;
import ai.medsyn.vision.data.PairSet;
import ai.medsyn.vision.data.ShardPreparation;
import ai.medsyn.vision.data.ShardSettings;
import ai.medsyn.vision.data.ShardSettings.LongTexts;
import ai.medsyn.vision.data.TestPairs;
import ai.medsyn.vision.data.TextRule;
import ai.medsyn.vision.distributed.ProcessGroup;
import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.BertConfig;
import ai.medsyn.vision.encoders.VisionTransformer;
import ai.medsyn.vision.layers.ProjectionHead;
import ai.medsyn.vision.objectives.ConvirtEncoder;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.objectives.InfoNce;
import ai.medsyn.vision.objectives.Objective;
import ai.medsyn.vision.optimizers.Adam;
import ai.medsyn.vision.optimizers.ParameterGroup;
import ai.medsyn.vision.presets.Optimization;
import ai.medsyn.vision.presets.Optimization.Algorithm;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.training.LoopSettings.Rhythm;
import ai.medsyn.vision.training.LoopSettings.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A run that takes a second: a transformer of 32 pixels and a BERT of 100 words on 40 pairs, 10 of them held out. */
record TinyRun(Path cache, int steps, double learningRate, int accumulation, double dropout) {

    static final int BATCH = 8;

    static TinyRun of(Path cache, int steps) {
        return new TinyRun(cache, steps, 1e-3, 1, 0.1);
    }

    TinyRun withLearningRate(double rate) {
        return new TinyRun(cache, steps, rate, accumulation, dropout);
    }

    TinyRun withAccumulation(int parts) {
        return new TinyRun(cache, steps, learningRate, parts, dropout);
    }

    TinyRun withoutDropout() {
        return new TinyRun(cache, steps, learningRate, accumulation, 0);
    }

    /**
     * To be computed by several processes: dropout would draw other numbers, and Adam turns the rounding of a gradient that is zero into steps of
     * the size of the learning rate.
     */
    TinyRun forProcesses() {
        return withoutDropout().withLearningRate(1e-4);
    }

    static Trainee trainee(double dropout) {
        return trainee(dropout, () -> ProjectionHead.plain(32, 32, 16));
    }

    /** Without dropout, and with batch normalisation, which must see the pairs of all processes. */
    static Trainee traineeForProcesses() {
        return trainee(0, () -> ProjectionHead.normalized(32, 32, 16));
    }

    private static Trainee trainee(double dropout, Supplier<ProjectionHead> head) {
        LibTorch.seed(7, -1);
        DualEncoder model = new ConvirtEncoder(
                new VisionTransformer(new VisionTransformer.Config(32, 8, 32, 2, 2)),
                Bert.of(new BertConfig(new BertConfig.Sizes(100, 32, 64, 32, 2), 2, 2, dropout, 1e-12)),
                new ConvirtEncoder.Heads(head.get(), head.get()),
                ConvirtEncoder.Pooling.MEAN,
                0);
        Objective objective = new InfoNce(0.1, 0.75, 0.25);
        return new Trainee(
                model, objective, Adam.adamW(List.of(ParameterGroup.of(model.parameters(), 0.01)), 0.9, 0.999));
    }

    TrainingData data() throws IOException {
        PairSet train = pairs("train", 30);
        Augmentation augmentation = new Augmentation(new Augmentation.Resized(0.8), 32, 0.5);
        return new TrainingData(
                new Mixture(List.of(new Mixture.Part(train, 1)), 7),
                new HeldOut(List.of(pairs("held-out", 10)), augmentation),
                augmentation,
                new ModelInput(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5), 0));
    }

    private PairSet pairs(String name, int count) throws IOException {
        return new ShardPreparation(
                        new ShardSettings(40, Fit.PAD, TextRule.REPORT, 32, LongTexts.TRUNCATE), TestPairs.WORDS, cache)
                .prepare(new TestPairs(name, count, 40, 40), done -> {});
    }

    LoopSettings settings() {
        Optimization optimization = new Optimization(
                new Algorithm(Algorithm.Kind.ADAMW, 0.9, 0.999),
                learningRate,
                0.01,
                1.0,
                new Optimization.Schedule.WarmUpCosine(0.1, 1e-8));
        return new LoopSettings(
                7,
                new Budget(Budget.Unit.STEPS, steps),
                new Step(BATCH, accumulation, optimization, false),
                new Rhythm(1, 5, 5, 0),
                Device.CPU,
                1);
    }

    TrainingLoop.Outcome run(Trainee trainee, CheckpointStore store, ProcessGroup group, TrainingObserver observer)
            throws IOException, InterruptedException {
        return new TrainingLoop(trainee, data(), settings(), group, observer).run(store);
    }
}
