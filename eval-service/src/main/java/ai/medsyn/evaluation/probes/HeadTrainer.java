package ai.medsyn.evaluation.probes;

import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.vision.distributed.SingleProcess;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.CheckpointFailedException;
import ai.medsyn.vision.training.CheckpointFiles;
import ai.medsyn.vision.training.CheckpointStore;
import ai.medsyn.vision.training.LocalCheckpoints;
import ai.medsyn.vision.training.LoopSettings;
import ai.medsyn.vision.training.TrainingDivergedException;
import ai.medsyn.vision.training.TrainingLoop;
import ai.medsyn.vision.training.TrainingObserver;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Trains heads, each from its last checkpoint if it has one, and leaves them with the weights that did best on the films held out. */
@Component
class HeadTrainer {

    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ProbeSettings settings;

    HeadTrainer(ProbeSettings settings) {
        this.settings = settings;
    }

    /** How far an evaluation is: {@code done} of {@code total} films before this head, and what is said meanwhile. */
    record Stage(CoordinatorProgress progress, long done, long total, String phase) {}

    /** What is done with LibTorch. */
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Runs work with the threads that numbers are made with. */
    <T> T withThreads(Work<T> work) throws IOException {
        int before = LibTorch.threads();
        LibTorch.configure(settings.threads());
        try {
            return work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the training of a head was interrupted", e);
        } finally {
            LibTorch.configure(before);
        }
    }

    /**
     * Trains a head.
     *
     * @param evaluation whose head it is
     * @throws JobFailure if a loss is no number
     */
    TrainingLoop.Outcome train(UUID evaluation, HeadLearner learner, LoopSettings how, Stage stage)
            throws IOException, InterruptedException {
        LocalCheckpoints checkpoints =
                new LocalCheckpoints(directory(evaluation).resolve("seed" + how.seed()));
        TrainingLoop loop = new TrainingLoop(learner, how, new SingleProcess(), new Reporter(stage, how));
        try {
            TrainingLoop.Outcome outcome = loop.run(checkpoints);
            Path chosen = checkpoints.best().or(() -> last(checkpoints)).orElseThrow();
            try (TensorScope scope = TensorScope.open()) {
                learner.load(SafetensorsWeights.read(chosen.resolve(CheckpointFiles.MODEL)));
            }
            learner.train(false);
            return outcome;
        } catch (TrainingDivergedException e) {
            throw new JobFailure("loss-not-finite", String.valueOf(e.getMessage()), e);
        } catch (CheckpointFailedException e) {
            throw new JobFailure("checkpoint-failed", String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<Path> last(LocalCheckpoints checkpoints) {
        try {
            return checkpoints.last();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where an evaluation keeps what it needs on the way. */
    Path directory(UUID evaluation) throws IOException {
        return Files.createDirectories(settings.directory().resolve(evaluation.toString()));
    }

    /** To be called when the numbers are there. */
    void clean(UUID evaluation) throws IOException {
        Path directory = settings.directory().resolve(evaluation.toString());
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> entries = Files.walk(directory)) {
            all = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    /** Tells people how far a head is, not more often than they can read. */
    private static final class Reporter implements TrainingObserver {

        private final Stage stage;
        private final int batch;
        private long last;

        Reporter(Stage stage, LoopSettings how) {
            this.stage = stage;
            this.batch = how.step().batchSize();
            this.last = System.nanoTime() - REPORT_NANOS;
        }

        @Override
        public void progress(int step, int steps) {
            long now = System.nanoTime();
            if (now - last >= REPORT_NANOS || step == steps) {
                last = now;
                long done = Math.min(stage.total(), stage.done() + (long) step * batch);
                stage.progress().report(done, stage.total(), stage.phase() + ", step " + step + " of " + steps);
            }
        }

        @Override
        public void stepped(StepReport report) {}

        @Override
        public void validated(ValidationReport report) {
            long done = Math.min(stage.total(), stage.done() + (long) report.step() * batch);
            String phase =
                    "%s, epoch %d, on films held out %.4f".formatted(stage.phase(), report.epoch() + 1, report.loss());
            stage.progress().report(done, stage.total(), phase);
        }

        @Override
        public void checkpointed(CheckpointStore.Description checkpoint) {}
    }
}
