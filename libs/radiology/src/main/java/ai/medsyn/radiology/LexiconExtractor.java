package ai.medsyn.radiology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Extraction by lexicon: the longest phrases win, of equally long ones the clinical before the anatomical; cues decide the
 * certainty, the words around a finding its side, severity, zone, course, size and number.
 *
 * <p>A finding that is only asked for or remembered ({@code evaluate for}, {@code history of}) gives no mention, neither
 * does a denied statement of normality.
 */
public final class LexiconExtractor implements EntityExtractor {

    /** Longest first, clinical before anatomy, left before right. */
    private static final Comparator<Match<Concept>> PREFERENCE = Comparator.comparingInt(
                    (Match<Concept> match) -> -match.length())
            .thenComparing(match -> match.value().kind() == ConceptKind.ANATOMY)
            .thenComparingInt(Match::from);

    private final PhraseAutomaton<Concept> phrases;

    public LexiconExtractor(Lexicon lexicon) {
        this.phrases = lexicon.phrases();
    }

    @Override
    public String modelId() {
        return "lexicon-1";
    }

    @Override
    public List<EntityMention> extract(String text) {
        List<EntityMention> mentions = new ArrayList<>();
        for (List<Word> sentence : Sentences.of(text)) {
            List<Match<Concept>> concepts = longest(phrases.matches(sentence), sentence.size());
            if (!concepts.isEmpty()) {
                new SentenceReader(text, sentence, concepts).read(mentions);
            }
        }
        return mentions;
    }

    /** The preferred phrases that overlap no other preferred one, in reading order. */
    private static List<Match<Concept>> longest(List<Match<Concept>> candidates, int words) {
        candidates.sort(PREFERENCE);
        boolean[] taken = new boolean[words];
        List<Match<Concept>> chosen = new ArrayList<>();
        for (Match<Concept> match : candidates) {
            // All chosen so far are at least as long, so an overlap covers an end.
            if (!taken[match.from()] && !taken[match.to() - 1]) {
                Arrays.fill(taken, match.from(), match.to(), true);
                chosen.add(match);
            }
        }
        chosen.sort(Comparator.comparingInt(Match::from));
        return chosen;
    }

    /** The mentions of one sentence. */
    private static final class SentenceReader {
        private final String text;
        private final List<Word> sentence;
        private final List<Match<Concept>> concepts;
        private final Assertion assertion;
        private final AttributeReader attributes;
        private final DetailReader details;

        SentenceReader(String text, List<Word> sentence, List<Match<Concept>> concepts) {
            this.text = text;
            this.sentence = sentence;
            this.concepts = concepts;
            List<Match<Concept>> findings = concepts.stream()
                    .filter(match -> match.value().kind() != ConceptKind.ANATOMY)
                    .toList();
            int[] owner = owners(sentence, findings);
            this.assertion = new Assertion(text, sentence, findings, owner);
            this.attributes = new AttributeReader(sentence, owner);
            this.details = new DetailReader(sentence, owner);
        }

        void read(List<EntityMention> mentions) {
            for (Match<Concept> match : concepts) {
                EntityMention mention = match.value().finding() ? finding(match) : named(match);
                if (mention != null) {
                    mentions.add(mention);
                }
            }
        }

        private EntityMention named(Match<Concept> match) {
            boolean anatomy = match.value().kind() == ConceptKind.ANATOMY;
            Span span = span(match);
            return new EntityMention(
                    match.value().entity(Certainty.POSITIVE),
                    Certainty.POSITIVE,
                    Attributes.NONE,
                    span,
                    new Evidence(span.of(text), "", anatomy ? "anatomy" : "statement-of-normality"));
        }

        private @Nullable EntityMention finding(Match<Concept> match) {
            Assertion.Decision decision = assertion.of(match);
            if (decision.certainty().isEmpty()) {
                return null;
            }
            Certainty certainty = decision.certainty().get();
            Span span = span(match);
            return new EntityMention(
                    match.value().entity(certainty),
                    certainty,
                    attributes.of(match),
                    details.of(match, decision),
                    span,
                    new Evidence(span.of(text), decision.trigger(), decision.rule()));
        }

        private Span span(Match<Concept> match) {
            return new Span(
                    sentence.get(match.from()).start(),
                    sentence.get(match.to() - 1).end());
        }

        private static int[] owners(List<Word> sentence, List<Match<Concept>> findings) {
            int[] owner = new int[sentence.size()];
            Arrays.fill(owner, -1);
            for (int i = 0; i < findings.size(); i++) {
                Arrays.fill(owner, findings.get(i).from(), findings.get(i).to(), i);
            }
            return owner;
        }
    }
}
