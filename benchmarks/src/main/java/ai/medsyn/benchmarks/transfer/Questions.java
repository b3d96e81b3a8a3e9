package ai.medsyn.benchmarks.transfer;

import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Sentences about each finding that real films are asked for, worded in a few ways. Training puts one statement and one denial of every
 * finding to each batch: the reports alone speak of a rare finding in few batches. Zero-shot asks the statements.
 */
final class Questions {

    /** The NIH labels and how reports word them. {@code Emphysema} there means subcutaneous emphysema as well. */
    static final Map<String, List<String>> LABELS = labels();

    private static final List<String> STATED =
            List.of("There is *.", "Findings consistent with *.", "* is seen.", "*.", "* is present.");

    private static final List<String> DENIED =
            List.of("No *.", "There is no evidence of *.", "No * is seen.", "There is no *.");

    private static final List<String> NORMAL = List.of(
            "Normal chest.", "The lungs are clear.", "No acute cardiopulmonary abnormality.", "Normal heart size.");

    private final LexiconExtractor extractor = new LexiconExtractor(Lexicon.builtIn());
    private final Map<String, List<Sentence>> stated = new LinkedHashMap<>();
    private final Map<String, List<Sentence>> denied = new LinkedHashMap<>();
    private final List<Sentence> normal =
            NORMAL.stream().map(text -> PhantomPairs.sentence(text, extractor)).toList();

    Questions() {
        findings().forEach(name -> {
            stated.put(name, worded(name, STATED));
            denied.put(name, worded(name, DENIED));
        });
    }

    /** What the labels are called in reports, in the labels' order. */
    static List<String> findings() {
        return LABELS.values().stream().flatMap(List::stream).toList();
    }

    private List<Sentence> worded(String name, List<String> ways) {
        return ways.stream()
                .map(way -> PhantomPairs.sentence(way.replace("*", name), extractor))
                .toList();
    }

    /** All ways to state a finding. */
    List<Sentence> stated(String name) {
        List<Sentence> sentences = stated.get(name);
        if (sentences == null) {
            throw new IllegalArgumentException("expected one of " + stated.keySet() + ", found " + name);
        }
        return sentences;
    }

    /** For each finding one statement and one denial, and what is said of normal chests. */
    List<Sentence> draw(SplittableRandom random) {
        List<Sentence> drawn = new ArrayList<>(normal);
        stated.values().forEach(ways -> drawn.add(ways.get(random.nextInt(ways.size()))));
        denied.values().forEach(ways -> drawn.add(ways.get(random.nextInt(ways.size()))));
        return drawn;
    }

    private static Map<String, List<String>> labels() {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        labels.put("Cardiomegaly", List.of("cardiomegaly"));
        labels.put("Effusion", List.of("pleural effusion"));
        labels.put("Edema", List.of("pulmonary edema"));
        labels.put("Pneumothorax", List.of("pneumothorax"));
        labels.put("Atelectasis", List.of("atelectasis"));
        labels.put("Consolidation", List.of("consolidation"));
        labels.put("Infiltration", List.of("infiltrate"));
        labels.put("Pneumonia", List.of("pneumonia"));
        labels.put("Mass", List.of("mass"));
        labels.put("Nodule", List.of("nodule"));
        labels.put("Emphysema", List.of("emphysema", "subcutaneous emphysema"));
        labels.put("Fibrosis", List.of("pulmonary fibrosis"));
        labels.put("Pleural_Thickening", List.of("pleural thickening"));
        labels.put("Hernia", List.of("hiatal hernia"));
        return labels;
    }
}
