package ai.medsyn.gateway.experiments.table;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one seed gave in one cell.
 *
 * @param value null unless measured
 * @param low lower bound of the evaluation's own interval, over films
 * @param high upper bound of the evaluation's own interval, over films
 * @param error why there is no value; null while there may still be one
 */
public record SeedResult(
        long seed,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable String error,
        Trace trace) {

    /**
     * Where a number comes from.
     *
     * @param trainingReused taken from another experiment or an order of its own
     * @param evaluationReused likewise
     */
    public record Trace(
            @Nullable UUID training,
            @Nullable UUID checkpoint,
            @Nullable UUID evaluation,
            boolean trainingReused,
            boolean evaluationReused) {

        /** Of a run that has not begun. */
        public static final Trace NONE = new Trace(null, null, null, false, false);
    }

    static SeedResult measured(long seed, double value) {
        return new SeedResult(seed, value, null, null, null, Trace.NONE);
    }
}
