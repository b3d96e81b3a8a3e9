package ai.medsyn.radiology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Extraction by lexicon: the longest phrases win, of equally long ones the clinical before the anatomical; cues decide the certainty, the words around
 * a finding its side, severity and zone.
 *
 * <p>A finding that is only asked for or remembered ({@code evaluate for}, {@code history of}) gives no mention, neither
 * does a denied statement of normality.
 */
public final class LexiconExtractor implements EntityExtractor {

    private final PhraseTrie<Concept> clinical = new PhraseTrie<>();
    private final PhraseTrie<Concept> anatomy = new PhraseTrie<>();

    public LexiconExtractor(Lexicon lexicon) {
        for (Concept concept : lexicon.concepts()) {
            PhraseTrie<Concept> trie = concept.kind() == ConceptKind.ANATOMY ? anatomy : clinical;
            concept.phrases().forEach(phrase -> trie.add(phrase, concept));
        }
    }

    @Override
    public String modelId() {
        return "lexicon-1";
    }

    @Override
    public List<EntityMention> extract(String text) {
        List<EntityMention> mentions = new ArrayList<>();
        for (List<Word> sentence : Sentences.of(text)) {
            read(text, sentence, mentions);
        }
        return mentions;
    }

    private void read(String text, List<Word> sentence, List<EntityMention> mentions) {
        List<PhraseTrie.Match<Concept>> all = longest(sentence);
        if (all.isEmpty()) {
            return;
        }
        List<PhraseTrie.Match<Concept>> findings = all.stream()
                .filter(match -> match.value().kind() != ConceptKind.ANATOMY)
                .toList();
        List<PhraseTrie.Match<Concept>> normals =
                findings.stream().filter(match -> normal(match.value())).toList();
        List<PhraseTrie.Match<Cue>> cues = outside(findings, Cue.of(sentence));
        List<PhraseTrie.Match<Cue>> ends = outside(findings, Cue.endsOf(sentence));
        Assertion assertion = new Assertion(text, sentence, cues, ends, normals);
        AttributeReader attributes = new AttributeReader(sentence, owners(sentence, findings));
        for (PhraseTrie.Match<Concept> match : all) {
            EntityMention mention = mention(text, sentence, match, assertion, attributes);
            if (mention != null) {
                mentions.add(mention);
            }
        }
    }

    private static @Nullable EntityMention mention(
            String text,
            List<Word> sentence,
            PhraseTrie.Match<Concept> match,
            Assertion assertion,
            AttributeReader attributes) {
        Concept concept = match.value();
        Span span = new Span(
                sentence.get(match.from()).start(), sentence.get(match.to() - 1).end());
        if (concept.kind() == ConceptKind.ANATOMY) {
            Evidence evidence = new Evidence(span.of(text), "", "anatomy");
            return new EntityMention(
                    concept.entity(Certainty.POSITIVE), Certainty.POSITIVE, Attributes.NONE, span, evidence);
        }
        if (normal(concept)) {
            Evidence evidence = new Evidence(span.of(text), "", "statement-of-normality");
            return new EntityMention(
                    concept.entity(Certainty.POSITIVE), Certainty.POSITIVE, Attributes.NONE, span, evidence);
        }
        Assertion.Decision decision = assertion.of(match);
        if (decision.certainty().isEmpty()) {
            return null;
        }
        Certainty certainty = decision.certainty().get();
        Evidence evidence = new Evidence(span.of(text), decision.trigger(), decision.rule());
        return new EntityMention(concept.entity(certainty), certainty, attributes.of(match), span, evidence);
    }

    /** The longest phrases that overlap no longer one, in reading order; of equally long ones the clinical one wins. */
    private List<PhraseTrie.Match<Concept>> longest(List<Word> sentence) {
        List<PhraseTrie.Match<Concept>> candidates = new ArrayList<>();
        for (PhraseTrie<Concept> trie : List.of(clinical, anatomy)) {
            for (int i = 0; i < sentence.size(); i++) {
                PhraseTrie.Match<Concept> match = trie.longest(sentence, i);
                if (match != null) {
                    candidates.add(match);
                }
            }
        }
        candidates.sort(Comparator.comparingInt(match -> -match.length()));
        List<PhraseTrie.Match<Concept>> chosen = new ArrayList<>();
        for (PhraseTrie.Match<Concept> match : candidates) {
            if (chosen.stream().noneMatch(match::overlaps)) {
                chosen.add(match);
            }
        }
        chosen.sort(Comparator.comparingInt(PhraseTrie.Match::from));
        return chosen;
    }

    /** Without the cues that belong to a finding's own name ({@code persistent left superior vena cava}). */
    private static List<PhraseTrie.Match<Cue>> outside(
            List<PhraseTrie.Match<Concept>> findings, List<PhraseTrie.Match<Cue>> cues) {
        return cues.stream()
                .filter(cue -> findings.stream().noneMatch(finding -> finding.contains(cue)))
                .toList();
    }

    private static int[] owners(List<Word> sentence, List<PhraseTrie.Match<Concept>> findings) {
        int[] owner = new int[sentence.size()];
        Arrays.fill(owner, -1);
        for (int i = 0; i < findings.size(); i++) {
            Arrays.fill(owner, findings.get(i).from(), findings.get(i).to(), i);
        }
        return owner;
    }

    private static boolean normal(Concept concept) {
        return concept.kind() == ConceptKind.NORMAL;
    }
}
