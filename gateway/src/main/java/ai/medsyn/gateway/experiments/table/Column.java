package ai.medsyn.gateway.experiments.table;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table.
 *
 * @param task as the experiment names it
 * @param metric for example {@code auc}, or {@code auc/Pneumonia} where it is about one finding
 * @param fraction of the task's own training data, above 0 to 1; null for tasks that train nothing
 */
public record Column(String task, String metric, @Nullable Double fraction) {

    /** Share of the training data in percent, for example {@code 1%}; empty for tasks that train nothing. */
    public String percent() {
        return fraction == null ? "" : share(fraction);
    }

    /** In percent, with as many decimals as it has, four at most. */
    static String share(double value) {
        return BigDecimal.valueOf(Math.round(value * 1e6), 4)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }

    /** For example {@code RSNA, auc, 10%}. */
    @Override
    public String toString() {
        return task + ", " + metric + (fraction == null ? "" : ", " + percent());
    }

    Metric kind() {
        return Metric.of(metric);
    }
}
