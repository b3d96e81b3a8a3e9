package ai.medsyn.radiology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one sentence speaks about the findings in it: stated, denied, hedged or not at all.
 *
 * <p>A cue reaches from its place to the end of the clause; the nearest cue decides, and a denial wins a tie. A denial runs
 * through a list ({@code no effusion, edema or pneumothorax}; {@code effusion, edema and pneumothorax are absent}), a hedge
 * through coordination only.
 */
final class Assertion {

    /** What opens a new statement after a comma, unless the list goes on behind it. */
    private static final Set<String> OPENERS = Set.of(
            ("mild mildly moderate moderately small minimal slight slightly severe marked left right bilateral the there"
                            + " chronic old healed calcified low bibasilar biapical increased tortuous stable unchanged"
                            + " persistent patchy scattered multiple diffuse degenerative atherosclerotic borderline"
                            + " heart lung aorta xxxx")
                    .split(" "));

    private static final Set<String> COORDINATION = Set.of("or", "and", "nor", "versus", "vs");

    /** What decided: the certainty (empty if the finding is not seen at all), the words and the rule. */
    record Decision(Optional<Certainty> certainty, String trigger, String rule) {}

    private static final Decision PLAIN = new Decision(Optional.of(Certainty.POSITIVE), "", "statement");

    private final String text;
    private final List<Word> sentence;
    private final int[] owner;
    private final List<Match<Cue>> cues;
    private final boolean[] ends;

    /**
     * @param findings the clinical concepts of the sentence; a clause ends where a statement of normality begins
     * @param owner for each word the index of the finding that it belongs to, or -1; such words are no cues, as
     *     {@code persistent} in {@code persistent left superior vena cava}
     */
    Assertion(String text, List<Word> sentence, List<Match<Concept>> findings, int[] owner) {
        this.text = text;
        this.sentence = sentence;
        this.owner = owner;
        this.cues =
                Cue.of(sentence).stream().filter(cue -> !inside(cue, findings)).toList();
        this.ends = new boolean[sentence.size() + 1];
        for (Match<Cue> end : Cue.endsOf(sentence)) {
            ends[end.from()] |= !inside(end, findings);
        }
        for (Match<Concept> finding : findings) {
            ends[finding.from()] |= finding.value().kind() == ConceptKind.NORMAL;
        }
    }

    private boolean inside(Match<Cue> cue, List<Match<Concept>> findings) {
        int first = owner[cue.from()];
        return first >= 0 && findings.get(first).contains(cue);
    }

    Decision of(Match<Concept> mention) {
        Match<Cue> decisive = null;
        for (Match<Cue> cue : cues) {
            if (reaches(cue, mention) && nearer(cue, decisive, mention)) {
                decisive = cue;
            }
        }
        if (decisive != null && hedge(decisive.value())) {
            // "No opacity to suggest pneumonia": a hedge inside a denial is denied with it.
            for (Match<Cue> cue : cues) {
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

    private Decision decision(Match<Cue> cue) {
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

    private boolean reaches(Match<Cue> cue, Match<Concept> mention) {
        if (cue.value().before() && cue.to() <= mention.from()) {
            return open(cue.to(), mention.from(), cue.value());
        }
        return cue.value().after()
                && cue.from() >= mention.to()
                && open(mention.to(), cue.from(), cue.value())
                && !pointsForward(cue);
    }

    /** True for a word that points both ways ({@code suspected}) and has a finding before it to point to. */
    private boolean pointsForward(Match<Cue> cue) {
        boolean both = cues.stream()
                .anyMatch(other -> other.value().before() && other.from() == cue.from() && other.to() == cue.to());
        for (int i = cue.to(); both && i < sentence.size(); i++) {
            if (sentence.get(i).separated() || ends[i]) {
                return false;
            }
            if (owner[i] >= 0) {
                return true;
            }
        }
        return false;
    }

    /** True if nothing ends the clause on the way from one word to another. */
    private boolean open(int from, int to, Cue cue) {
        for (int i = from; i <= to && i < sentence.size(); i++) {
            char separator = sentence.get(i).separator();
            if (ends[i] || separator == ';' || separator == ':') {
                return false;
            }
            if (separator == ',' && !COORDINATION.contains(sentence.get(i).stem()) && !listGoesOn(i, to, cue)) {
                return false;
            }
        }
        return true;
    }

    private boolean listGoesOn(int afterComma, int to, Cue cue) {
        if (cue.after()) {
            // "Effusion, edema and pneumothorax are absent", but not "cardiomegaly, effusion is absent".
            return cue == Cue.NEGATION_AFTER && coordinated(afterComma, to);
        }
        if (cue == Cue.LEANING_BEFORE) {
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

    private boolean coordinated(int from, int to) {
        for (int i = from; i < to; i++) {
            if (COORDINATION.contains(sentence.get(i).stem())) {
                return true;
            }
        }
        return false;
    }

    private static boolean nearer(Match<Cue> one, @Nullable Match<Cue> other, Match<Concept> mention) {
        if (other == null) {
            return true;
        }
        int difference = distance(one, mention) - distance(other, mention);
        return difference < 0 || (difference == 0 && one.value().negates());
    }

    private static int distance(Match<Cue> cue, Match<Concept> mention) {
        return cue.to() <= mention.from() ? mention.from() - cue.to() : cue.from() - mention.to();
    }
}
