package ai.medsyn.platform.lineage;

import java.util.Arrays;

/**
 * How unevenly uses fall on entities.
 *
 * @param entities how many entities were counted, used or not
 * @param uses the sum of their uses
 * @param max uses of the most used one
 * @param entropy Shannon entropy of the uses in bits, {@code -sum p log2 p}; log2 of the number of entities at most
 * @param evenness entropy over its maximum for so many entities: 1 where all are used alike (Pielou's J)
 * @param gini Gini coefficient: 0 where all are used alike, towards 1 where few have nearly all
 */
public record Concentration(int entities, long uses, long max, double entropy, double evenness, double gini) {

    /** @param counts uses by entity, {@code >= 0}, in any order */
    public static Concentration of(long[] counts) {
        long[] ascending = counts.clone();
        // Sorted, so that sums of floating-point numbers do not depend on the order of the counts.
        Arrays.sort(ascending);
        int n = ascending.length;
        long total = Arrays.stream(ascending).sum();
        if (total == 0) {
            return new Concentration(n, 0, 0, 0, 0, 0);
        }
        double entropy = 0;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            double share = (double) ascending[i] / total;
            entropy -= share > 0 ? share * StrictMath.log(share) / StrictMath.log(2) : 0;
            weighted += (2.0 * (i + 1) - n - 1) * ascending[i];
        }
        double evenness = n == 1 ? 1 : entropy / (StrictMath.log(n) / StrictMath.log(2));
        return new Concentration(n, total, ascending[n - 1], entropy, evenness, weighted / ((double) n * total));
    }
}
