package ai.medsyn.platform.trainings;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured at one step.
 *
 * @param terms loss terms, recall at k, gradient norm, by name
 * @param learningRate of the step; null when validating
 * @param samplesPerSecond since the metric before; null when validating
 * @param dataWait fraction of the time since the metric before that the loop waited for data, 0 to 1; null when validating
 * @param memoryBytes resident memory of the process that runs rank 0; null where the system does not tell
 */
public record TrainingMetric(
        Phase phase,
        int step,
        int epoch,
        double loss,
        Map<String, Double> terms,
        @Nullable Double learningRate,
        @Nullable Double samplesPerSecond,
        @Nullable Double dataWait,
        @Nullable Long memoryBytes,
        Instant at) {

    /** On which data. */
    public enum Phase {
        TRAIN,
        VALIDATE
    }

    public TrainingMetric {
        terms = Map.copyOf(terms);
    }
}
