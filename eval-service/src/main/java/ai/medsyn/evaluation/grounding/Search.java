package ai.medsyn.evaluation.grounding;

import ai.medsyn.evaluation.encoders.LocalEncoder;
import ai.medsyn.evaluation.encoders.LocalEncoder.Cells;
import ai.medsyn.evaluation.encoders.Similarity;
import ai.medsyn.evaluation.zeroshot.ClassList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for the phrases of findings in the cells of films; every phrase is read once. */
final class Search {

    private final LocalEncoder encoder;
    private final Similarity similarity;
    private final List<String> labels;
    private final Map<String, List<double[][]>> words = new HashMap<>();

    /** @param phrases of each finding of the list, at least one each */
    Search(ClassList classes, List<List<String>> phrases, LocalEncoder encoder, Similarity similarity) {
        this.encoder = encoder;
        this.similarity = similarity;
        this.labels = classes.findings().stream().map(ClassList.Finding::label).toList();
        for (int k = 0; k < labels.size(); k++) {
            words.put(
                    labels.get(k),
                    phrases.get(k).stream()
                            .map(phrase -> wide(encoder.words(phrase)))
                            .toList());
        }
    }

    private static double[][] wide(float[][] vectors) {
        return Arrays.stream(vectors)
                .map(vector -> {
                    double[] wide = new double[vector.length];
                    Arrays.setAll(wide, i -> vector[i]);
                    return wide;
                })
                .toArray(double[][]::new);
    }

    List<String> labels() {
        return labels;
    }

    LocalEncoder encoder() {
        return encoder;
    }

    /** Mean over the phrases of a finding: one number a cell. */
    double[] similarities(String label, Cells cells) {
        List<double[][]> phrases = words.getOrDefault(label, List.of());
        double[] mean = new double[cells.vectors().length];
        for (double[][] phrase : phrases) {
            double[] own = similarity.of(encoder.attention(), phrase, cells);
            for (int r = 0; r < mean.length; r++) {
                mean[r] += own[r] / phrases.size();
            }
        }
        return mean;
    }
}
