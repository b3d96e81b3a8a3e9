package ai.medsyn.gateway.experiments.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction: keeps the chance of any false finding among many tests at the level of one (Holm 1979). */
final class Holm {

    private Holm() {}

    /** p(k) becomes the largest of min(1, (m - j + 1) p(j)) over all j up to k, with p(1) the smallest of m. */
    static List<Double> adjusted(List<Double> pValues) {
        int m = pValues.size();
        List<Integer> order = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .toList();
        List<Double> adjusted = new ArrayList<>(pValues);
        double largest = 0;
        for (int j = 0; j < m; j++) {
            largest = Math.max(largest, Math.min(1, (m - j) * pValues.get(order.get(j))));
            adjusted.set(order.get(j), largest);
        }
        return adjusted;
    }
}
