package ai.medsyn.radiology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one sentence speaks about the findings in it: stated, denied, hedged or not at all.
 *
 * <p>A cue reaches from its place to the end of the clause; the nearest cue decides, and a denial wins a tie. A denial runs
 * through a list ({@code no effusion, edema or pneumothorax}), a hedge through coordination only.
 */
final class Assertion {

    /** What opens a new statement after a comma, unless the list goes on behind it. */
    private static final Set<String> OPENERS = Set.of(
            "mild",
            "mildly",
            "moderate",
            "small",
            "minimal",
            "left",
            "right",
            "bilateral",
            "the",
            "there",
            "chronic",
            "old",
            "calcified",
            "low",
            "bibasilar",
            "increased",
            "tortuous",
            "stable",
            "unchanged",
            "patchy",
            "xxxx");

    private static final Set<String> COORDINATION = Set.of("or", "and", "nor", "versus", "vs");

    /** What decided: the certainty (empty if the finding is not seen at all), the words and the rule. */
    record Decision(Optional<Certainty> certainty, String trigger, String rule) {}

    private static final Decision PLAIN = new Decision(Optional.of(Certainty.POSITIVE), "", "statement");

    private final String text;
    private final List<Word> sentence;
    private final List<PhraseTrie.Match<Cue>> cues;
    private final boolean[] ends;

    /**
     * @param cues the cues of the sentence outside of its concepts
     * @param endings where a clause ends, outside of its concepts
     * @param normals statements of normality; a clause ends where one begins
     */
    Assertion(
            String text,
            List<Word> sentence,
            List<PhraseTrie.Match<Cue>> cues,
            List<PhraseTrie.Match<Cue>> endings,
            List<PhraseTrie.Match<Concept>> normals) {
        this.text = text;
        this.sentence = sentence;
        this.cues = cues;
        this.ends = new boolean[sentence.size() + 1];
        endings.forEach(end -> ends[end.from()] = true);
        normals.forEach(normal -> ends[normal.from()] = true);
    }

    Decision of(PhraseTrie.Match<Concept> mention) {
        PhraseTrie.Match<Cue> decisive = null;
        for (PhraseTrie.Match<Cue> cue : cues) {
            if (reaches(cue, mention) && (decisive == null || nearer(cue, decisive, mention))) {
                decisive = cue;
            }
        }
        if (decisive != null && hedge(decisive.value())) {
            // "No opacity to suggest pneumonia": a hedge inside a denial is denied with it.
            for (PhraseTrie.Match<Cue> cue : cues) {
                if (cue.value() == Cue.NEGATION_BEFORE && reaches(cue, mention)) {
                    return decision(cue);
                }
            }
        }
        return decisive == null ? PLAIN : decision(decisive);
    }

    private static boolean hedge(Cue cue) {
        return cue == Cue.UNCERTAIN_BEFORE || cue == Cue.LEANING_BEFORE;
    }

    private Decision decision(PhraseTrie.Match<Cue> cue) {
        String trigger = text.substring(
                sentence.get(cue.from()).start(), sentence.get(cue.to() - 1).end());
        String rule = cue.value().rule();
        return switch (cue.value()) {
            case NEGATION_BEFORE, NEGATION_AFTER -> new Decision(Optional.of(Certainty.NEGATED), trigger, rule);
            case UNCERTAIN_BEFORE, UNCERTAIN_AFTER -> new Decision(Optional.of(Certainty.UNCERTAIN), trigger, rule);
            case LEANING_BEFORE -> new Decision(Optional.of(Certainty.POSITIVE), trigger, rule);
            default -> new Decision(Optional.empty(), trigger, rule);
        };
    }

    private boolean reaches(PhraseTrie.Match<Cue> cue, PhraseTrie.Match<Concept> mention) {
        if (cue.value().before() && cue.to() <= mention.from()) {
            return open(cue.to(), mention.from(), cue.value());
        }
        return cue.value().after() && cue.from() >= mention.to() && open(mention.to(), cue.from(), cue.value());
    }

    /** True if nothing ends the clause on the way from one word to another. */
    private boolean open(int from, int to, Cue cue) {
        for (int i = from; i <= to && i < sentence.size(); i++) {
            char separator = sentence.get(i).separator();
            if (ends[i] || separator == ';' || separator == ':') {
                return false;
            }
            if (separator == ',' && !COORDINATION.contains(sentence.get(i).stem()) && !listGoesOn(i, cue)) {
                return false;
            }
        }
        return true;
    }

    private boolean listGoesOn(int afterComma, Cue cue) {
        if (cue.after() || cue == Cue.LEANING_BEFORE) {
            return false;
        }
        if (cue != Cue.UNCERTAIN_BEFORE
                && !OPENERS.contains(sentence.get(afterComma).stem())) {
            return true;
        }
        return sentence.subList(afterComma, sentence.size()).stream()
                .map(Word::stem)
                .anyMatch(stem -> stem.equals("or") || stem.equals("nor"));
    }

    private static boolean nearer(
            PhraseTrie.Match<Cue> one, PhraseTrie.@Nullable Match<Cue> other, PhraseTrie.Match<Concept> mention) {
        if (other == null) {
            return true;
        }
        int difference = distance(one, mention) - distance(other, mention);
        return difference < 0 || (difference == 0 && one.value().rule().startsWith("negation"));
    }

    private static int distance(PhraseTrie.Match<Cue> cue, PhraseTrie.Match<Concept> mention) {
        return cue.to() <= mention.from() ? mention.from() - cue.to() : cue.from() - mention.to();
    }
}
