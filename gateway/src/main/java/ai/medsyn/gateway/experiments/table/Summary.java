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
        /** The evaluation's own interval: what other films would change. */
        FILMS
    }

    /** Of the seeds that were measured; null if none was. */
    static @Nullable Summary of(List<SeedResult> results, double level) {
        List<SeedResult> measured =
                results.stream().filter(result -> result.value() != null).toList();
        if (measured.isEmpty()) {
            return null;
        }
        double[] values = measured.stream()
                .mapToDouble(result -> Objects.requireNonNull(result.value()))
                .toArray();
        if (values.length == 1) {
            SeedResult only = measured.get(0);
            Over over = only.low() == null || only.high() == null ? null : Over.FILMS;
            return new Summary(1, values[0], null, only.low(), only.high(), over);
        }
        StudentT.Interval interval = StudentT.interval(values, level);
        return new Summary(
                values.length, interval.mean(), interval.deviation(), interval.low(), interval.high(), Over.SEEDS);
    }

    /** Whether the interval holds what a model that knows nothing would get. */
    boolean holds(double chance) {
        return low != null && high != null && low <= chance && chance <= high;
    }
}
