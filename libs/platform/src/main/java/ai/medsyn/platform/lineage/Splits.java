package ai.medsyn.platform.lineage;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Assigns candidates to splits. A candidate's split depends on the corpus seed and its ordinal alone, so it keeps its split in every version cut
 * from the corpus: nothing moves from train to test. The price is that counts follow the fractions only approximately.
 *
 * @param fractions fraction by split, adding up to 1; kept by length of the name, then by name, which is how the database returns an object's keys: so
 *     the order in which somebody wrote them decides nothing
 */
public record Splits(Map<String, Double> fractions) {

    public static final Splits DEFAULT = new Splits(Map.of("train", 0.8, "validate", 0.1, "test", 0.1));

    private static final double TOLERANCE = 1e-6;

    public Splits {
        double sum =
                fractions.values().stream().mapToDouble(Double::doubleValue).sum();
        boolean valid = fractions.entrySet().stream()
                .allMatch(split -> split.getKey().matches("[a-z][a-z0-9_-]{0,31}") && split.getValue() >= 0);
        if (fractions.isEmpty() || !valid || Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException(
                    "must be names of lower-case letters with fractions >= 0 that add up to 1");
        }
        SortedMap<String, Double> sorted =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        sorted.putAll(fractions);
        fractions = Collections.unmodifiableMap(sorted);
    }

    public String of(long corpusSeed, int ordinal) {
        // 53 bits, so that the quotient is a double in [0, 1) without rounding up to 1.
        double u = (Seeds.derive(corpusSeed, "split", ordinal, 0) >>> 11) * 0x1.0p-53;
        String last = "";
        for (Map.Entry<String, Double> split : fractions.entrySet()) {
            u -= split.getValue();
            if (split.getValue() > 0) {
                last = split.getKey();
                if (u < 0) {
                    return last;
                }
            }
        }
        return last;
    }
}
