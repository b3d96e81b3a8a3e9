package ai.medsyn.filter.policies;

/**
 * Where a policy draws its line.
 *
 * @param comparison the side that passes
 * @param initial the threshold unless a request gives another one
 * @param lowest the smallest threshold that makes sense
 * @param highest the largest threshold that makes sense
 * @param unit what the number counts, for example {@code tokens}; empty for a yes or no
 */
public record Limit(Comparison comparison, double initial, double lowest, double highest, String unit) {

    public Limit {
        if (!(lowest <= initial && initial <= highest)) {
            throw new IllegalArgumentException(
                    "expected lowest <= initial <= highest, found " + lowest + ", " + initial + ", " + highest);
        }
    }

    /** True if {@code threshold} can be asked for. */
    public boolean allows(double threshold) {
        return threshold >= lowest && threshold <= highest;
    }
}
