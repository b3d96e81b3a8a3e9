package ai.medsyn.training.runs;

import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.platform.trainings.Checkpoints;
import ai.medsyn.platform.trainings.TrainingMetric;
import ai.medsyn.platform.trainings.TrainingMetrics;
import ai.medsyn.vision.training.TrainingLoop;
import ai.medsyn.vision.training.TrainingObserver.ValidationReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sums a finished run up. */
@Component
class RunResults {

    private final TrainingMetrics metrics;
    private final Checkpoints checkpoints;
    private final ModelExports exports;

    RunResults(TrainingMetrics metrics, Checkpoints checkpoints, ModelExports exports) {
        this.metrics = metrics;
        this.checkpoints = checkpoints;
        this.exports = exports;
    }

    /**
     * A job's result.
     *
     * @param firstLoss of the first step
     * @param lastLoss of the last step
     * @param validation at the end; null if the run does not validate
     * @param lastCheckpoint where the run ended
     * @param bestCheckpoint the one with the lowest validation loss; null if the run does not validate
     * @param weights sha256 of the weights of the last checkpoint
     * @param models ids under which the encoders are registered, by kind
     */
    record Result(
            int steps,
            int epochs,
            boolean stoppedEarly,
            @Nullable Double firstLoss,
            @Nullable Double lastLoss,
            @Nullable Double bestLoss,
            @Nullable Validation validation,
            UUID lastCheckpoint,
            @Nullable UUID bestCheckpoint,
            String weights,
            Map<String, String> models) {}

    /**
     * Retrieval among held-out pairs.
     *
     * @param recall share of pairs whose partner is among the k most similar, by k
     * @param chance what drawing lots would give, by k
     * @param pValues share of random pairings that do as well, by k
     */
    record Validation(
            double loss,
            int pairs,
            Map<Integer, Double> recall,
            Map<Integer, Double> chance,
            Map<Integer, Double> pValues) {}

    Result of(
            JobRun<TrainingSpec> run,
            Workbench.Setup setup,
            StoredCheckpoints files,
            TrainingLoop.Outcome outcome,
            RunObserver observer)
            throws Exception {
        UUID training = run.id().value();
        Checkpoint last = checkpoints.last(training).orElseThrow();
        List<TrainingMetric> first =
                metrics.read(training, TrainingMetric.Phase.TRAIN, TrainingMetrics.Position.START, 1);
        UUID best = checkpoints.kept(training).stream()
                .filter(Checkpoint::best)
                .map(Checkpoint::id)
                .findFirst()
                .orElse(null);
        return new Result(
                outcome.steps(),
                outcome.epochs(),
                outcome.stoppedEarly(),
                first.isEmpty() ? null : first.get(0).loss(),
                observer.lastStep() == null ? null : observer.lastStep().loss(),
                outcome.bestLoss(),
                validation(observer.lastValidation()),
                last.id(),
                best,
                last.weights().hex(),
                exports.export(run, setup, files));
    }

    private static @Nullable Validation validation(@Nullable ValidationReport report) {
        if (report == null) {
            return null;
        }
        Map<Integer, Double> chance = new LinkedHashMap<>();
        report.recall().keySet().forEach(k -> chance.put(k, Math.min(1.0, (double) k / report.pairs())));
        return new Validation(report.loss(), report.pairs(), report.recall(), chance, report.pValues());
    }
}
