package ai.medsyn.training.runs;

import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.trainings.TrainingMetric;
import ai.medsyn.platform.trainings.TrainingMetrics;
import ai.medsyn.vision.training.CheckpointStore;
import ai.medsyn.vision.training.TrainingObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what a loop tells, and stops it when its job is not to run any more. */
final class RunObserver implements TrainingObserver {

    /** How often progress is written and the job's state looked at. */
    private static final Duration BEAT = Duration.ofMillis(300);

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KILO = 1024;

    private final UUID training;
    private final TrainingMetrics metrics;
    private final CoordinatorProgress job;
    private final Clock clock;
    private long lastBeat = System.nanoTime() - BEAT.toNanos();
    private @Nullable ValidationReport lastValidation;
    private @Nullable StepReport lastStep;

    RunObserver(UUID training, TrainingMetrics metrics, CoordinatorProgress job, Clock clock) {
        this.training = training;
        this.metrics = metrics;
        this.job = job;
        this.clock = clock;
    }

    @Nullable
    ValidationReport lastValidation() {
        return lastValidation;
    }

    @Nullable
    StepReport lastStep() {
        return lastStep;
    }

    /**
     * @throws ai.medsyn.platform.jobs.JobStopped if the job was paused or cancelled
     * @throws IllegalStateException if this process is stopping; the job goes on elsewhere
     */
    @Override
    public void progress(int step, int steps) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("this process is stopping");
        }
        long now = System.nanoTime();
        if (now - lastBeat >= BEAT.toNanos() || step == steps) {
            job.report(step, steps, "training");
            lastBeat = now;
        }
    }

    @Override
    public void stepped(StepReport report) {
        lastStep = report;
        write(new TrainingMetric(
                TrainingMetric.Phase.TRAIN,
                report.step(),
                report.epoch(),
                report.loss(),
                report.terms(),
                report.learningRate(),
                report.samplesPerSecond(),
                report.dataWait(),
                residentBytes(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    @Override
    public void validated(ValidationReport report) {
        lastValidation = report;
        Map<String, Double> terms = new LinkedHashMap<>();
        report.recall().forEach((k, recall) -> terms.put("recall_at_" + k, recall));
        terms.put("pairs", (double) report.pairs());
        write(new TrainingMetric(
                TrainingMetric.Phase.VALIDATE,
                report.step(),
                report.epoch(),
                report.loss(),
                terms,
                null,
                null,
                null,
                residentBytes(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    @Override
    public void checkpointed(CheckpointStore.Description checkpoint) {}

    private void write(TrainingMetric metric) {
        metrics.write(training, List.of(metric));
    }

    /** Null where the system does not tell. */
    private static @Nullable Long residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * KILO;
                }
            }
        } catch (IOException notLinux) {
            return null;
        }
        return null;
    }
}
