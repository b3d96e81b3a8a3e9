package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.metrics.MetricUndefined;
import java.util.Collection;

/** How evenly something is used. */
final class Balance {

    private Balance() {}

    /** Shannon entropy over that of even use: 0 where one takes all, 1 where all are used alike. */
    static double evenness(Collection<Long> counts) {
        double sum = counts.stream().mapToLong(Long::longValue).sum();
        long used = counts.stream().filter(count -> count > 0).count();
        if (used < 2) {
            throw new MetricUndefined("evenness needs two kinds at least, found " + used);
        }
        double entropy = 0;
        for (long count : counts) {
            double share = count / sum;
            entropy -= share > 0 ? share * StrictMath.log(share) : 0;
        }
        return entropy / StrictMath.log(counts.size());
    }
}
