package ai.medsyn.benchmarks.transfer;

import ai.medsyn.imaging.GrayImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Asks a trained model about films: how much more does "There is X" hold than "No X"? */
final class ZeroShot {

    /** The NIH labels and how reports word them. {@code Emphysema} there means subcutaneous emphysema as well. */
    static final Map<String, List<String>> PROMPTS = prompts();

    /** How a sentence states a finding, and how it denies one. */
    private static final List<String> STATED = List.of("There is *.", "Findings consistent with *.", "* is seen.");

    private static final List<String> DENIED = List.of("No *.", "There is no evidence of *.", "No * is seen.");

    private static final int BATCH = 50;
    /** How often a film is seen varied, besides as it is; the answers are averaged. */
    private static final int VARIED = 6;

    private static final long SEED = 5;

    private final ImageTextModel model;
    private final Vocabulary vocabulary;
    private final Views views;

    ZeroShot(ImageTextModel model, Vocabulary vocabulary, Views views) {
        this.model = model;
        this.vocabulary = vocabulary;
        this.views = views;
    }

    private static Map<String, List<String>> prompts() {
        Map<String, List<String>> prompts = new LinkedHashMap<>();
        prompts.put("Cardiomegaly", List.of("cardiomegaly"));
        prompts.put("Effusion", List.of("pleural effusion"));
        prompts.put("Edema", List.of("pulmonary edema"));
        prompts.put("Pneumothorax", List.of("pneumothorax"));
        prompts.put("Atelectasis", List.of("atelectasis"));
        prompts.put("Consolidation", List.of("consolidation"));
        prompts.put("Infiltration", List.of("infiltrate"));
        prompts.put("Pneumonia", List.of("pneumonia"));
        prompts.put("Mass", List.of("mass"));
        prompts.put("Nodule", List.of("nodule"));
        prompts.put("Emphysema", List.of("emphysema", "subcutaneous emphysema"));
        prompts.put("Fibrosis", List.of("pulmonary fibrosis"));
        prompts.put("Pleural_Thickening", List.of("pleural thickening"));
        prompts.put("Hernia", List.of("hiatal hernia"));
        return prompts;
    }

    /** A score per film for each label. */
    Map<String, double[]> scores(List<GrayImage> films) {
        List<Sentence> sentences = new ArrayList<>();
        Said nothing = new Said(List.of(), List.of());
        PROMPTS.values()
                .forEach(names -> names.forEach(name -> {
                    STATED.forEach(with -> sentences.add(Sentence.of(with.replace("*", name), nothing)));
                    DENIED.forEach(with -> sentences.add(Sentence.of(with.replace("*", name), nothing)));
                }));
        double[][] logits = logits(films, sentences);
        Map<String, double[]> scores = new LinkedHashMap<>();
        int column = 0;
        for (Map.Entry<String, List<String>> label : PROMPTS.entrySet()) {
            double[] score = new double[films.size()];
            int stated = STATED.size();
            for (int k = 0; k < label.getValue().size(); k++) {
                for (int n = 0; n < stated + DENIED.size(); n++, column++) {
                    for (int i = 0; i < score.length; i++) {
                        score[i] += n < stated ? logits[i][column] : -logits[i][column];
                    }
                }
            }
            scores.put(label.getKey(), score);
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
