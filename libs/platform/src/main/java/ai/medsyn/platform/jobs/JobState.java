package ai.medsyn.platform.jobs;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of a job, and the one table of allowed transitions. */
public enum JobState {
    /** Waits for a worker. */
    QUEUED,
    RUNNING,
    /** Stopped by a person at the end of a block; goes on where it stopped. */
    PAUSED,
    SUCCEEDED,
    /** Ended by an error; a retry does only what is not done yet. */
    FAILED,
    CANCELLED;

    private static final Map<JobState, Set<JobState>> NEXT = new EnumMap<>(Map.of(
            QUEUED, EnumSet.of(RUNNING, PAUSED, CANCELLED, FAILED),
            RUNNING, EnumSet.of(SUCCEEDED, FAILED, PAUSED, CANCELLED),
            PAUSED, EnumSet.of(QUEUED, CANCELLED),
            FAILED, EnumSet.of(QUEUED),
            SUCCEEDED, EnumSet.noneOf(JobState.class),
            CANCELLED, EnumSet.noneOf(JobState.class)));

    /** True if the job will do no more by itself. */
    public boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    public boolean mayBecome(JobState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** The states from which {@code next} can be reached in one transition. */
    static Set<JobState> before(JobState next) {
        Set<JobState> before = EnumSet.noneOf(JobState.class);
        Arrays.stream(values()).filter(state -> state.mayBecome(next)).forEach(before::add);
        return before;
    }
}
