package ai.medsyn.benchmarks.transfer;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the answers about single findings say of labels and of films. */
final class Probabilities {

    private Probabilities() {}

    /** Logits of findings, per film, to probabilities of labels: a label with two findings holds if either is there. */
    static Map<String, double[]> ofLabels(Map<String, double[]> logits) {
        Map<String, double[]> labels = new LinkedHashMap<>();
        Questions.LABELS.forEach((label, findings) -> {
            List<double[]> probabilities = findings.stream()
                    .map(finding -> Arrays.stream(Objects.requireNonNull(logits.get(finding)))
                            .map(logit -> 1 / (1 + Math.exp(-logit)))
                            .toArray())
                    .toList();
            labels.put(label, any(probabilities));
        });
        return labels;
    }

    /** That at least one of several holds, taken as independent: 1 - product of (1 - p). */
    static double[] any(Collection<double[]> probabilities) {
        double[] none = new double[probabilities.iterator().next().length];
        Arrays.fill(none, 1);
        for (double[] one : probabilities) {
            for (int i = 0; i < none.length; i++) {
                none[i] *= 1 - one[i];
            }
        }
        return Arrays.stream(none).map(p -> 1 - p).toArray();
    }
}
