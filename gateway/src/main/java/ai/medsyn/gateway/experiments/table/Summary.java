package ai.medsyn.gateway.experiments.table;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mean over seeds and how sure it is.
 *
 * @param seeds behind it
 * @param deviation standard deviation over seeds (n - 1); null for one seed
 * @param low lower bound of the interval; null where there is none
 * @param high upper bound of the interval; null where there is none
 * @param over what the interval speaks about; null where there is none
 */
public record Summary(
        int seeds,
        double mean,
        @Nullable Double deviation,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Over over) {

    /** What varies within an interval. */
    public enum Over {
        /** Student's t interval of the mean over seeds: what another seed would change. */
        SEEDS,
        /** The evaluations' own intervals, their bounds averaged over the seeds: what other films would change. */
        FILMS
    }

    /**
     * Fewer seeds say nothing about what another one would change: with two, t is 12.7 at a level of 0.95. The mean of the seeds' own bounds is wide
     * enough for their mean, whose standard deviation over films is at most the mean of theirs.
     */
    private static final int LEAST_SEEDS = 3;

    /** Of the seeds that were measured; null if none was. */
    static @Nullable Summary of(List<SeedResult> results, double level, Metric metric) {
        List<SeedResult> measured =
                results.stream().filter(result -> result.value() != null).toList();
        if (measured.isEmpty()) {
            return null;
        }
        double[] values = measured.stream()
                .mapToDouble(result -> Objects.requireNonNull(result.value()))
                .toArray();
        if (values.length < LEAST_SEEDS) {
            return overFilms(measured, values, level);
        }
        StudentT.Interval interval = StudentT.interval(values, level);
        return new Summary(
                values.length,
                interval.mean(),
                interval.deviation(),
                metric.clip(interval.low()),
                metric.clip(interval.high()),
                Over.SEEDS);
    }

    private static Summary overFilms(List<SeedResult> measured, double[] values, double level) {
        Double low = mean(measured.stream().map(SeedResult::low).toList());
        Double high = mean(measured.stream().map(SeedResult::high).toList());
        Over over = low == null || high == null ? null : Over.FILMS;
        if (values.length == 1) {
            return new Summary(1, values[0], null, low, high, over);
        }
        StudentT.Interval seeds = StudentT.interval(values, level);
        return new Summary(values.length, seeds.mean(), seeds.deviation(), low, high, over);
    }

    private static @Nullable Double mean(List<@Nullable Double> bounds) {
        double sum = 0;
        for (Double bound : bounds) {
            if (bound == null) {
                return null;
            }
            sum += bound;
        }
        return sum / bounds.size();
    }

    /** Whether the interval holds what a model that knows nothing would get. */
    boolean holds(double chance) {
        return low != null && high != null && low <= chance && chance <= high;
    }
}
