package ai.medsyn.evaluation.grounding;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Phrases that were looked for in films that show them. */
record GroundedPhrases(List<Pair> pairs) {

    GroundedPhrases {
        pairs = List.copyOf(pairs);
    }

    /**
     * A finding in a film.
     *
     * @param film ordinal
     * @param cluster films of one patient have the same
     * @param view as the source names it; null if unknown
     */
    record Pair(int film, String cluster, @Nullable String view, String label, Fit fit) {}

    GroundedPhrases where(Predicate<Pair> condition) {
        return new GroundedPhrases(pairs.stream().filter(condition).toList());
    }

    GroundedPhrases of(String label) {
        return where(pair -> pair.label().equals(label));
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    /** NaN without pairs. */
    double mean(ToDoubleFunction<Fit> number) {
        return pairs.stream()
                .mapToDouble(pair -> number.applyAsDouble(pair.fit()))
                .average()
                .orElse(Double.NaN);
    }

    /** The best threshold of a finding's own films or, where there are none, of all; null without any. */
    @Nullable
    Integer thresholdOf(String label) {
        GroundedPhrases own = of(label);
        return isEmpty() ? null : (own.isEmpty() ? this : own).bestThreshold();
    }

    /** The threshold with the largest mean Dice; the smallest of equal ones. */
    int bestThreshold() {
        int best = 0;
        double largest = -1;
        for (int k = 0; k <= Fit.STEPS; k++) {
            int at = k;
            double dice = mean(fit -> fit.dice(at));
            if (dice > largest) {
                largest = dice;
                best = k;
            }
        }
        return best;
    }
}
