package ai.medsyn.benchmarks.transfer;

import ai.medsyn.imaging.GrayImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Asks a trained model about films: how much does "There is X" hold? Denials are not asked: whether a report denies what nobody looked
 * for is chance, and on real films they order emphysema the wrong way round.
 */
final class ZeroShot {

    private static final int BATCH = 50;
    /** How often a film is seen varied, besides as it is; the answers are averaged. */
    private static final int VARIED = 6;

    private static final long SEED = 5;

    private final ImageTextModel model;
    private final Vocabulary vocabulary;
    private final Views views;
    private final Questions questions;

    ZeroShot(ImageTextModel model, Vocabulary vocabulary, Views views, Questions questions) {
        this.model = model;
        this.questions = questions;
        this.vocabulary = vocabulary;
        this.views = views;
    }

    /** For each finding the logit that it is there, one per film: the mean over the wordings and the ways in which the film is seen. */
    Map<String, double[]> scores(List<GrayImage> films) {
        List<Sentence> sentences = new ArrayList<>();
        List<String> findings = Questions.findings();
        findings.forEach(finding -> sentences.addAll(questions.stated(finding)));
        double[][] logits = logits(films, sentences);
        Map<String, double[]> scores = new LinkedHashMap<>();
        int wordings = sentences.size() / findings.size();
        for (int f = 0; f < findings.size(); f++) {
            int first = f * wordings;
            scores.put(
                    findings.get(f),
                    Arrays.stream(logits)
                            .mapToDouble(row -> Arrays.stream(row, first, first + wordings)
                                    .average()
                                    .orElseThrow())
                            .toArray());
        }
        return scores;
    }

    /** [films][sentences], mean over the ways in which a film is seen. */
    private double[][] logits(List<GrayImage> films, List<Sentence> sentences) {
        double[][] logits = new double[films.size()][sentences.size()];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int start = 0; start < films.size(); start += BATCH) {
            List<GrayImage> batch = films.subList(start, Math.min(films.size(), start + BATCH));
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor texts = model.sentences(vocabulary.encode(sentences));
                add(model.logits(model.films(views.plain(batch)), texts), logits, start);
                for (int n = 0; n < VARIED; n++) {
                    add(model.logits(model.films(views.varied(batch, random)), texts), logits, start);
                }
            }
        }
        return logits;
    }

    private static void add(Tensor answer, double[][] logits, int start) {
        FloatBuffer values = answer.contiguous().createBuffer();
        for (int i = 0; i < answer.size(0); i++) {
            for (int k = 0; k < answer.size(1); k++) {
                logits[start + i][k] += values.get() / (1 + VARIED);
            }
        }
    }
}
