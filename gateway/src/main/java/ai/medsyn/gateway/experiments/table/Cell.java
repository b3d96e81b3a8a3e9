package ai.medsyn.gateway.experiments.table;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number of the table with everything behind it.
 *
 * @param summary null until a seed was measured
 * @param chance true if the interval holds what a model that knows nothing would get
 * @param comparison with the baseline; null in the baseline's own row, and where no test is possible
 * @param notCompared why the comparison is not over the same films, if there is one at all; null where it is, and in the baseline's row
 * @param seeds one a seed, in the experiment's order
 */
public record Cell(
        @Nullable Summary summary,
        boolean chance,
        @Nullable Comparison comparison,
        @Nullable String notCompared,
        List<SeedResult> seeds) {

    public Cell {
        seeds = List.copyOf(seeds);
    }

    /** Why seeds have no number, without repeats. */
    public List<String> errors() {
        return seeds.stream()
                .map(SeedResult::error)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Seeds that failed. */
    public int failed() {
        return (int) seeds.stream().filter(seed -> seed.error() != null).count();
    }
}
