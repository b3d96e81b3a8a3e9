package ai.medsyn.evaluation.zeroshot;

import ai.medsyn.evaluation.encoders.TextEmbedder;
import ai.medsyn.evaluation.encoders.Vectors;
import ai.medsyn.evaluation.zeroshot.PromptSet.Contrast;
import ai.medsyn.evaluation.zeroshot.PromptSet.Pooling;
import java.util.List;

/** Scores films by their distance to sentences. */
public final class ZeroShotClassifier {

    private final PromptSet.Scoring scoring;
    private final List<Sentences> findings;

    /**
     * The sentences of one finding at unit length.
     *
     * @param present [P, D]; a single row where sentences are averaged
     * @param absent [N, D]; empty where only presence is scored
     */
    private record Sentences(List<double[]> present, List<double[]> absent) {}

    /** Embeds every sentence of every finding once. */
    public ZeroShotClassifier(TextEmbedder texts, PromptSet prompts, ClassList classes) {
        this.scoring = prompts.scoring();
        this.findings = classes.findings().stream()
                .map(finding -> new Sentences(
                        pooled(texts.embed(prompts.present(finding))),
                        scoring.contrast() == Contrast.PAIR ? pooled(texts.embed(prompts.absent(finding))) : List.of()))
                .toList();
    }

    private List<double[]> pooled(List<float[]> embeddings) {
        List<double[]> units = embeddings.stream().map(Vectors::unit).toList();
        if (scoring.pooling() == Pooling.MAX) {
            return units;
        }
        double[] mean = new double[units.get(0).length];
        for (double[] unit : units) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += unit[i] / units.size();
            }
        }
        return List.of(Vectors.unit(mean));
    }

    /**
     * One score per finding, in the order of the class list: 0..1 for pairs, -1..1 for presence.
     *
     * @param film embedding of any length
     */
    public double[] scores(float[] film) {
        double[] unit = Vectors.unit(film);
        double[] scores = new double[findings.size()];
        for (int k = 0; k < scores.length; k++) {
            Sentences finding = findings.get(k);
            double present = closest(unit, finding.present());
            scores[k] = scoring.contrast() == Contrast.PRESENCE
                    ? present
                    : logistic((present - closest(unit, finding.absent())) / scoring.temperature());
        }
        return scores;
    }

    private static double closest(double[] film, List<double[]> sentences) {
        return sentences.stream()
                .mapToDouble(sentence -> Vectors.dot(film, sentence))
                .max()
                .orElseThrow();
    }

    /** exp(a) / (exp(a) + exp(b)) for x = a - b. */
    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
