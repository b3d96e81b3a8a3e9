package ai.medsyn.gateway.exports;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each of a set of names was counted, and how evenly. */
final class Distribution {

    private final Map<String, Long> counts = new HashMap<>();
    private long total;

    void add(String name) {
        counts.merge(name, 1L, Long::sum);
        total++;
    }

    long total() {
        return total;
    }

    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    int distinct() {
        return counts.size();
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    long max() {
        return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** The most counted names first; equal counts by name. */
    List<Map.Entry<String, Long>> top(int limit) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .toList();
    }

    /** All names with their counts, by name. */
    List<Map.Entry<String, Long>> byName() {
        return counts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    /** Shannon entropy over its maximum for this many names: 1 where all are used equally, 0 where there are none. */
    double evenness() {
        if (counts.size() < 2) {
            return counts.size();
        }
        double entropy = 0;
        for (long count : ascending()) {
            double share = (double) count / total;
            entropy -= share * StrictMath.log(share);
        }
        return entropy / StrictMath.log(counts.size());
    }

    /** Gini coefficient of the counts: 0 where all are equal, towards 1 where few names have nearly all. */
    double gini() {
        long[] ascending = ascending();
        int n = ascending.length;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            weighted += (2.0 * (i + 1) - n - 1) * ascending[i];
        }
        return n == 0 ? 0 : weighted / ((double) n * total);
    }

    /** Sorted, so that sums of floating-point numbers are the same however the names were hashed. */
    private long[] ascending() {
        long[] values = counts.values().stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(values);
        return values;
    }
}
