package ai.medsyn.gateway.experiments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a run of the grid is.
 *
 * @param tries jobs that were cancelled from outside before; part of the idempotency key
 * @param attempt of the experiment in which the run failed
 * @param job the one that does it, or did
 * @param reused whether the job was made for something else
 * @param checkpoint what a training came to
 */
public record RunState(
        int position,
        State state,
        int tries,
        int attempt,
        @Nullable UUID job,
        boolean reused,
        @Nullable UUID checkpoint,
        @Nullable Failure failure) {

    /** What becomes of a run. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED;

        boolean ended() {
            return this == DONE || this == FAILED;
        }
    }

    /** Stable code and message. */
    public record Failure(String code, String message) {}

    static RunState waiting(int position) {
        return new RunState(position, State.WAITING, 0, 0, null, false, null, null);
    }

    RunState running(UUID id) {
        return new RunState(position, State.RUNNING, tries, attempt, id, false, null, null);
    }

    RunState done(UUID id, boolean taken, @Nullable UUID made) {
        return new RunState(position, State.DONE, tries, attempt, id, taken, made, null);
    }

    RunState failed(int inAttempt, String code, String message) {
        return new RunState(position, State.FAILED, tries, inAttempt, job, false, null, new Failure(code, message));
    }

    /** Waits once more. @param other whether the job of before can never end well */
    RunState again(boolean other) {
        return new RunState(position, State.WAITING, other ? tries + 1 : tries, attempt, null, false, null, null);
    }
}
