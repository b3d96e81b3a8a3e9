package ai.medsyn.platform.jobs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast a job goes and when it will end.
 *
 * @param ratePerSecond units per second since the last launch, to three digits; null before the first unit
 * @param eta when it will have succeeded, to the second; null if nothing known allows a guess
 * @param queuePosition jobs that wait before it in its pool, 0 for the next one; null unless QUEUED
 */
public record JobForecast(
        @Nullable Double ratePerSecond,
        @Nullable Instant eta,
        @Nullable Integer queuePosition) {

    static final JobForecast NONE = new JobForecast(null, null, null);
    /** Beyond this a guess tells nothing. */
    private static final double FARTHEST_SECONDS = Duration.ofDays(3650).toSeconds();

    private static final MathContext THREE_DIGITS = new MathContext(3);

    /**
     * How the latest jobs of a kind went.
     *
     * @param unitsPerSecond {@code > 0}
     * @param units mean size of such a job, taken for the size of one that was not launched yet
     */
    record Pace(double unitsPerSecond, double units) {}

    /**
     * A job that waits in a pool or runs there.
     *
     * @param total 0 if not known yet
     * @param pace null if no job of its kind has succeeded yet
     */
    record Entry(
            JobId id,
            boolean running,
            int priority,
            Instant submitted,
            long done,
            long total,
            @Nullable Double rate,
            @Nullable Pace pace) {

        boolean before(Entry other) {
            if (running != other.running) {
                return running;
            }
            if (priority != other.priority) {
                return priority > other.priority;
            }
            int order = submitted.compareTo(other.submitted);
            return order == 0 ? id.value().compareTo(other.id.value()) < 0 : order < 0;
        }

        @Nullable
        Double secondsLeft() {
            Double speed = rate != null ? rate : pace == null ? null : Double.valueOf(pace.unitsPerSecond());
            if (speed == null || (total == 0 && pace == null)) {
                return null;
            }
            double units = total > 0 || pace == null ? total : pace.units();
            return Math.max(0, units - done) / speed;
        }
    }

    /** A job that needs nothing but its own row: any that is not QUEUED. */
    static JobForecast alone(Job job, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        if (job.state() == JobState.SUCCEEDED) {
            return new JobForecast(rounded(rate(job, job.times().ended())), null, null);
        }
        Double rate = job.state() == JobState.RUNNING ? rate(job, second) : null;
        if (rate == null) {
            return NONE;
        }
        long left = job.progress().total() - job.progress().done();
        return new JobForecast(rounded(rate), in(left / rate, second), null);
    }

    /**
     * A QUEUED job behind the others of its pool.
     *
     * @param pool all that wait or run there, the job among them
     * @param concurrency how many of the pool's jobs advance side by side without slowing each other down
     */
    static JobForecast queued(JobId id, Collection<Entry> pool, int concurrency, Instant now) {
        Entry own =
                pool.stream().filter(entry -> entry.id().equals(id)).findFirst().orElse(null);
        if (own == null) {
            return NONE;
        }
        List<Entry> ahead = pool.stream().filter(entry -> entry.before(own)).toList();
        int position = (int) ahead.stream().filter(entry -> !entry.running()).count();
        Double seconds = own.secondsLeft();
        for (Entry entry : ahead) {
            Double left = entry.secondsLeft();
            seconds = seconds == null || left == null ? null : Double.valueOf(seconds + left / concurrency);
        }
        Instant eta = seconds == null ? null : in(seconds, now.truncatedTo(ChronoUnit.SECONDS));
        return new JobForecast(null, eta, position);
    }

    /** Units per second since the last launch; null before the first unit or the first second. */
    static @Nullable Double rate(Job job, @Nullable Instant until) {
        Instant from = job.times().rateFrom();
        long units = job.progress().done() - job.times().rateBase();
        if (from == null || until == null || units <= 0) {
            return null;
        }
        double seconds = Duration.between(from, until).toNanos() / 1e9;
        return seconds <= 0 ? null : Double.valueOf(units / seconds);
    }

    private static @Nullable Instant in(double seconds, Instant now) {
        return seconds > FARTHEST_SECONDS ? null : now.plusSeconds((long) Math.ceil(seconds));
    }

    private static @Nullable Double rounded(@Nullable Double rate) {
        return rate == null ? null : new BigDecimal(rate).round(THREE_DIGITS).doubleValue();
    }
}
