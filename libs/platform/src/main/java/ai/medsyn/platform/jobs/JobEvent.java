package ai.medsyn.platform.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job entered a state.
 *
 * @param seq grows with every event of a job
 * @param attempts launches that a person asked for, so far
 * @param errorCode why it FAILED
 */
public record JobEvent(
        long seq,
        JobId job,
        JobState state,
        int attempts,
        @Nullable String errorCode,
        Instant at) {}
