package ai.medsyn.evaluation.zeroshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How findings are put into words. {@code {}} stands for the finding's phrase.
 *
 * @param id stable name, for example {@code chexzero}
 * @param version changes with the wording
 * @param source where the wording comes from
 * @param scoring how distances become a score
 * @param templates sentences that say the finding is there, and that it is not
 * @param grids sentences of findings that have their own, by label; they replace the positive templates
 */
public record PromptSet(
        String id, String version, String source, Scoring scoring, Templates templates, Map<String, Grid> grids) {

    public PromptSet {
        grids = Map.copyOf(grids);
        if (scoring.contrast() == Contrast.PAIR && templates.negative().isEmpty()) {
            throw new IllegalArgumentException(
                    "prompt set " + id + ": a contrast of pairs needs negative templates, found none");
        }
    }

    /** @param negative empty where only presence is scored */
    public record Templates(List<String> positive, List<String> negative) {

        public Templates {
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
        }
    }

    /** What a score compares. */
    public enum Contrast {
        /** exp(cos+ / tau) / (exp(cos+ / tau) + exp(cos- / tau)): presence against absence. */
        PAIR,
        /** cos+: how close the film is to presence. */
        PRESENCE
    }

    /** How several sentences of one finding become one. */
    public enum Pooling {
        /** Their embeddings are normalised, averaged and normalised again (CheXzero). */
        MEAN,
        /** The closest sentence counts (GLoRIA). */
        MAX
    }

    /** @param temperature tau of the contrast; 1 as in CheXzero's code */
    public record Scoring(Contrast contrast, Pooling pooling, double temperature) {

        public Scoring {
            if (!(temperature > 0)) {
                throw new IllegalArgumentException("expected a temperature above 0, found " + temperature);
            }
        }
    }

    /** Every combination of severity, subtype and location is a sentence. */
    public record Grid(List<String> severity, List<String> subtype, List<String> location) {

        List<String> sentences() {
            List<String> sentences = new ArrayList<>();
            for (String degree : severity) {
                for (String kind : subtype) {
                    for (String place : location) {
                        sentences.add((degree + " " + kind + " " + place).trim().replaceAll("\\s+", " "));
                    }
                }
            }
            return sentences;
        }
    }

    /** Sentences that say the finding is there, at least one. */
    public List<String> present(ClassList.Finding finding) {
        Grid grid = grids.get(finding.label());
        return grid == null ? fill(templates.positive(), finding) : grid.sentences();
    }

    List<String> absent(ClassList.Finding finding) {
        return fill(templates.negative(), finding);
    }

    private static List<String> fill(List<String> templates, ClassList.Finding finding) {
        return templates.stream()
                .map(template -> template.replace("{}", finding.phrase()))
                .toList();
    }
}
