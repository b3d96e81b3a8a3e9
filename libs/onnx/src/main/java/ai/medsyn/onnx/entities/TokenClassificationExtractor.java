package ai.medsyn.onnx.entities;

import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.SessionSettings;
import ai.medsyn.onnx.tokens.TokenSequence;
import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.Certainty;
import ai.medsyn.radiology.Concept;
import ai.medsyn.radiology.ConceptKind;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.Evidence;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.ReportText;
import ai.medsyn.radiology.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Entities by a network in the layout of RaTE-NER. The category is the network's; a surface form that the lexicon knows takes
 * the name of its concept, so that synonyms are one entity, any other its own words in lower case.
 *
 * <p>The network says nothing of side, severity or hedging: attributes are unspecified, NON_DISEASE and NON_ABNORMALITY are
 * denials, except for what the lexicon knows as a statement of normality.
 */
public final class TokenClassificationExtractor implements EntityExtractor, AutoCloseable {

    private static final String RULE = "token-classification";
    /** The reference drops shorter sentences. */
    private static final int SHORTEST_SENTENCE = 3;

    private final String modelId;
    private final TokenClassifier classifier;
    private final Lexicon lexicon;

    private TokenClassificationExtractor(String modelId, TokenClassifier classifier, Lexicon lexicon) {
        this.modelId = modelId;
        this.classifier = classifier;
        this.lexicon = lexicon;
    }

    /**
     * Opens a model directory: {@code config.json}, {@code model.onnx} (there or in {@code onnx/}), {@code tokenizer.json} or
     * {@code vocab.txt}.
     *
     * @param modelId the id under which the registry knows the model
     * @throws InvalidModelException if files are missing or damaged, or the tags are not B-, I- and O over the five categories
     */
    public static TokenClassificationExtractor open(
            String modelId, Path directory, SessionSettings settings, Lexicon lexicon) {
        TokenClassifier classifier = TokenClassifier.open(directory, settings);
        Set<String> foreign = new TreeSet<>();
        for (String label : classifier.labels()) {
            boolean tag = label.equals("O")
                    || (label.startsWith("B-") || label.startsWith("I-"))
                            && category(label.substring(2)).isPresent();
            if (!tag) {
                foreign.add(label);
            }
        }
        if (!foreign.isEmpty()) {
            classifier.close();
            throw new InvalidModelException(
                    "config.json: expected the tags O, B-x and I-x with x one of ABNORMALITY, NON-ABNORMALITY, DISEASE,"
                            + " NON-DISEASE, ANATOMY; found also " + foreign);
        }
        return new TokenClassificationExtractor(modelId, classifier, lexicon);
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public List<EntityMention> extract(String text) {
        List<EntityMention> mentions = new ArrayList<>();
        for (Span sentence : ReportText.sentences(text)) {
            if (sentence.end() - sentence.start() >= SHORTEST_SENTENCE) {
                read(text, sentence, mentions);
            }
        }
        return mentions;
    }

    private void read(String text, Span sentence, List<EntityMention> mentions) {
        TokenSequence tokens = classifier.encode(sentence.of(text));
        for (TaggedSpan tagged : IobTags.spans(classifier.tags(tokens))) {
            int from = firstOf(tokens, tagged);
            int to = lastOf(tokens, tagged);
            if (from >= 0 && to > from) {
                Span span = new Span(sentence.start() + from, sentence.start() + to);
                mentions.add(mention(text, span, tagged, tokens));
            }
        }
    }

    private EntityMention mention(String text, Span span, TaggedSpan tagged, TokenSequence tokens) {
        EntityCategory category = category(tagged.type()).orElseThrow();
        String surface = classifier
                .tokenizer()
                .decode(tokens.ids().subList(tagged.from(), tagged.to()))
                .toLowerCase(Locale.ROOT);
        Optional<Concept> concept = lexicon.named(surface);
        String name = concept.map(Concept::name).orElse(surface);
        boolean denial = category == EntityCategory.NON_DISEASE
                || category == EntityCategory.NON_ABNORMALITY
                        && concept.filter(known -> known.kind() == ConceptKind.NORMAL)
                                .isEmpty();
        return new EntityMention(
                new Entity(category, name),
                denial ? Certainty.NEGATED : Certainty.POSITIVE,
                Attributes.NONE,
                span,
                new Evidence(span.of(text), "", RULE));
    }

    private static int firstOf(TokenSequence tokens, TaggedSpan tagged) {
        for (int i = tagged.from(); i < tagged.to(); i++) {
            if (!tokens.special(i)) {
                return tokens.starts()[i];
            }
        }
        return -1;
    }

    private static int lastOf(TokenSequence tokens, TaggedSpan tagged) {
        for (int i = tagged.to() - 1; i >= tagged.from(); i--) {
            if (!tokens.special(i)) {
                return tokens.ends()[i];
            }
        }
        return -1;
    }

    private static Optional<EntityCategory> category(String type) {
        for (EntityCategory category : EntityCategory.values()) {
            if (category.name().equals(type.replace('-', '_'))) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        classifier.close();
    }
}
