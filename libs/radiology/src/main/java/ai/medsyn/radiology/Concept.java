package ai.medsyn.radiology;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One concept of the lexicon.
 *
 * @param kind what sort of thing it is
 * @param name canonical name; reads well inside a sentence
 * @param phrases all phrases by which reports mention it, the name first
 * @param usage what a report may add to it, and its grammar
 * @param relations its place among the other concepts
 */
public record Concept(ConceptKind kind, String name, List<String> phrases, Usage usage, Relations relations) {

    /** How a size or degree of the concept is worded. */
    public enum Measure {
        NONE,
        /** mild, moderate, severe. */
        GRADED,
        /** small, moderate, large. */
        SIZED
    }

    /** How the name is used in a sentence. */
    public enum Noun {
        /** Without an article: {@code there is atelectasis}. */
        MASS,
        /** With one: {@code there is a nodule}. */
        COUNT,
        /** {@code there are air bronchograms}. */
        PLURAL
    }

    /**
     * What a report may add, and the grammar of the name.
     *
     * @param sided may lie left, right or on both sides
     * @param zoned may lie in one zone of the lung
     * @param measure how its size or degree is worded
     * @param noun its grammar
     * @param preposition for anatomy: what places a finding there, for example {@code in}
     */
    public record Usage(boolean sided, boolean zoned, Measure measure, Noun noun, String preposition) {}

    /**
     * Place among the other concepts.
     *
     * @param regions for a clinical concept where it may lie; for anatomy the one region it belongs to
     * @param broader concepts that this one is a case of
     * @param excludes concepts that cannot be there at the same time, with all narrower ones; {@code *} for every finding
     * @param polarity whether it is sampled stated, denied or both ways
     * @param labels the labels it stands for
     */
    public record Relations(
            Set<String> regions, Set<String> broader, Set<String> excludes, Polarity polarity, Labels labels) {}

    /** The ways in which a concept is sampled. */
    public enum Polarity {
        BOTH,
        STATED_ONLY,
        DENIED_ONLY
    }

    /** The labels of two public label sets that a concept stands for, if any. */
    public record Labels(
            @Nullable String chexpert, @Nullable String nih) {}

    /** The entity for a mention of this concept. */
    public Entity entity(Certainty certainty) {
        return new Entity(certainty == Certainty.NEGATED ? kind.denied() : kind.stated(), name);
    }

    /** True for what a report can find in a patient: a disease, an abnormality or a device. */
    public boolean finding() {
        return kind == ConceptKind.DISEASE || kind == ConceptKind.ABNORMALITY || kind == ConceptKind.DEVICE;
    }
}
