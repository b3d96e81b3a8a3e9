package ai.medsyn.benchmarks.transfer;

import ai.medsyn.imaging.GrayImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Asks a trained model about films: how much more does "There is X" hold than "No X"? */
final class ZeroShot {

    /** The NIH labels and how reports word them. {@code Emphysema} there means subcutaneous emphysema as well. */
    static final Map<String, List<String>> PROMPTS = prompts();

    private static final int BATCH = 50;

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
        prompts.put("Emphysema", List.of("emphysema"));
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
                    sentences.add(Sentence.of("There is " + name, nothing));
                    sentences.add(Sentence.of("No " + name, nothing));
                }));
        double[][] logits = logits(films, sentences);
        Map<String, double[]> scores = new LinkedHashMap<>();
        int column = 0;
        for (Map.Entry<String, List<String>> label : PROMPTS.entrySet()) {
            double[] score = new double[films.size()];
            for (int k = 0; k < label.getValue().size(); k++, column += 2) {
                for (int i = 0; i < score.length; i++) {
                    score[i] += (logits[i][column] - logits[i][column + 1])
                            / label.getValue().size();
                }
            }
            scores.put(label.getKey(), score);
        }
        return scores;
    }

    private double[][] logits(List<GrayImage> films, List<Sentence> sentences) {
        double[][] logits = new double[films.size()][sentences.size()];
        for (int start = 0; start < films.size(); start += BATCH) {
            List<GrayImage> batch = films.subList(start, Math.min(films.size(), start + BATCH));
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor answer =
                        model.logits(model.films(views.plain(batch)), model.sentences(vocabulary.encode(sentences)));
                java.nio.FloatBuffer values = answer.contiguous().createBuffer();
                for (int i = 0; i < batch.size(); i++) {
                    for (int k = 0; k < sentences.size(); k++) {
                        logits[start + i][k] = values.get(i * sentences.size() + k);
                    }
                }
            }
        }
        return logits;
    }
}
