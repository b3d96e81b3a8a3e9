package ai.medsyn.platform.jobs;

import java.time.Duration;

/**
 * Pauses between two looks at something that others do: short for what takes a second, longer for what takes an hour, so that its end is noticed
 * about three percent late at most, and looking costs next to nothing.
 */
public final class Patience {

    private static final long SHORTEST_NANOS = Duration.ofMillis(4).toNanos();
    private static final int SHARE = 32;

    private final long began = System.nanoTime();
    private final long longestNanos;

    /** @param longest of all pauses */
    public Patience(Duration longest) {
        this.longestNanos = longest.toNanos();
    }

    /** Sleeps for a share of the time that has passed since this was made. */
    public void pause() throws InterruptedException {
        Thread.sleep(next().toMillis());
    }

    /** How long the next pause is to be. */
    Duration next() {
        return next(System.nanoTime() - began);
    }

    Duration next(long waitedNanos) {
        return Duration.ofNanos(Math.min(longestNanos, Math.max(SHORTEST_NANOS, waitedNanos / SHARE)));
    }
}
