package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobState;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as clients see it, the same in every service.
 *
 * @param kind what it does, for example {@code datasets.build}
 * @param progress units done of units to do; the total is 0 until the first launch
 * @param ratePerSecond units per second since the last launch
 * @param eta when it will have succeeded, if that can be guessed
 * @param queuePosition jobs waiting before it, 0 for the next one; only while QUEUED
 * @param attempts 1, and one more for every retry and resume
 * @param spec what was asked for
 * @param result what it made, once SUCCEEDED
 * @param error why it FAILED
 * @param parent the job on whose behalf it runs
 */
public record JobResource(
        UUID id,
        String kind,
        JobState state,
        Job.Progress progress,
        @Nullable Double ratePerSecond,
        @Nullable Instant eta,
        @Nullable Integer queuePosition,
        int attempts,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, Object> spec,
        @Nullable Map<String, Object> result,
        Job.@Nullable Failure error,
        @Nullable UUID parent,
        String team) {}
