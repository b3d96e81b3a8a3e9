package ai.medsyn.vision.objectives;

import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Token-wise alignment within each pair (MGCA, section 3.2): every token q looks at the other side's tokens k, and what it sees
 * must resemble it more than it resembles what its neighbours see, and the other way round.
 *
 * <pre>
 *   o_q = sum_k softmax_k(q . k / tau) k
 *   L   = mean_b sum_q weight_q * 1/2 ( -log softmax_p(q . o_p / tau)_q  -  log softmax_p(p . o_q / tau)_q )
 * </pre>
 */
record TokenAlignment(double temperature) {
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;
    private static final double TINY = 1e-12;

    /**
     * What every query sees.
     *
     * @param queries [B, Q, D]
     * @param keys [B, K, D]
     * @param hidden keys not to look at, BOOL [B, K]
     * @return [B, Q, D]
     */
    Tensor attend(Tensor queries, Tensor keys, @Nullable Tensor hidden) {
        Tensor scores = queries.matmul(keys.transpose(1, 2)); // [B, Q, K]
        if (hidden != null) {
            scores = scores.maskedFill(hidden.unsqueeze(1), Double.NEGATIVE_INFINITY);
        }
        return scores.dividedBy(temperature).softmax(2).matmul(keys);
    }

    /**
     * @param seen what each query sees, [B, Q, D]
     * @param weights [B, Q]
     */
    Tensor match(Tensor queries, Tensor seen, Tensor weights) {
        Tensor similarity = queries.matmul(seen.transpose(1, 2)).dividedBy(temperature); // [B, Q, Q]
        Tensor byQuery = similarity.logSoftmax(2).diagonal(); // [B, Q]
        Tensor bySeen = similarity.logSoftmax(1).diagonal(); // [B, Q]
        return byQuery.plus(bySeen).times(weights).sum(1).mean().times(-0.5);
    }

    /** True behind the first {@code count} positions: BOOL [B, length]. */
    static Tensor padding(Tensor count, long length) {
        return count.unsqueeze(1)
                .lessThan(Tensors.range(length).toDeviceOf(count).plus(1).unsqueeze(0));
    }

    /** 1 / R for each of R regions: [B, R]. */
    static Tensor equalShares(Tensor regions) {
        return Tensors.full(1.0 / regions.size(1), regions.size(0), regions.size(1))
                .toDeviceOf(regions);
    }

    /**
     * Attention as weights that sum to 1 per row, after clipping it to its 10 % and 90 % quantiles so that a few tokens do not
     * take all.
     *
     * @param attention [B, T], not negative
     * @param onlyNonZero whether zeros (padding) are left out and stay zero
     */
    static Tensor clippedShares(Tensor attention, boolean onlyNonZero) {
        try (NoGradient off = NoGradient.on()) {
            Tensor detached = attention.detach();
            List<Tensor> rows = new ArrayList<>();
            for (long row = 0; row < attention.size(0); row++) {
                rows.add(clipped(detached.select(0, row), onlyNonZero));
            }
            Tensor clipped = Tensors.stack(rows, 0);
            return clipped.dividedBy(clipped.sumKeeping(1).clampMin(TINY));
        }
    }

    private static Tensor clipped(Tensor row, boolean onlyNonZero) {
        if (!onlyNonZero) {
            return row.maximum(row.quantile(LOW)).minimum(row.quantile(HIGH));
        }
        Tensor present = row.greaterThan(0);
        Tensor values = row.maskedSelect(present);
        if (values.count() == 0) {
            return row; // a text without words weighs nothing
        }
        Tensor clipped = row.maximum(values.quantile(LOW)).minimum(values.quantile(HIGH));
        return Tensors.where(present, clipped, row);
    }
}
