package ai.medsyn.platform.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands in the database.
 *
 * @param spec the specification as JSON
 * @param result what it made as JSON, once SUCCEEDED
 * @param epoch counts launches; only the latest may write
 * @param progress what is done
 * @param times when things happened
 * @param error why it FAILED
 * @param version grows with every change of state
 */
public record Job(
        JobId id,
        String kind,
        String pool,
        JobState state,
        Progress progress,
        int priority,
        int attempts,
        long epoch,
        int partitions,
        String spec,
        @Nullable String result,
        @Nullable Failure error,
        @Nullable UUID parent,
        String team,
        Times times,
        long version) {

    /**
     * What is done.
     *
     * @param done units committed
     * @param total units to do; 0 until the job was launched once
     * @param unit what is counted, for example {@code samples}
     * @param phase what the job is doing now, for people
     */
    public record Progress(
            long done, long total, String unit, @Nullable String phase) {}

    /**
     * When things happened.
     *
     * @param rateFrom start of the window in which the rate is measured
     * @param rateBase units that were done when it started
     */
    public record Times(
            Instant submitted,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable Instant rateFrom,
            long rateBase) {}

    /** Stable code and message of a failure. */
    public record Failure(String code, String message) {}
}
