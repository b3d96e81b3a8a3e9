package ai.medsyn.radiology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The concepts of chest radiography: how reports word them, how they relate, and which entities follow from them.
 *
 * <p>A concept gives up to two entities: stated and denied ({@code DISEASE:pneumonia}, {@code NON_DISEASE:pneumonia}).
 */
public final class Lexicon {

    private static final Lexicon BUILT_IN = new Lexicon(LexiconReader.read("lexicon.txt"));

    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final Map<String, Set<String>> broader = new LinkedHashMap<>();
    private final PhraseAutomaton<Concept> phrases;

    Lexicon(List<Concept> concepts) {
        for (Concept concept : concepts) {
            if (this.concepts.put(concept.name(), concept) != null) {
                throw new IllegalArgumentException("the lexicon names '" + concept.name() + "' twice");
            }
        }
        concepts.forEach(this::checkRelations);
        concepts.forEach(concept -> broader.put(concept.name(), ancestors(concept)));
        phrases = PhraseAutomaton.of(add ->
                concepts.forEach(concept -> concept.phrases().forEach(phrase -> add.accept(phrase, concept))));
    }

    /** The lexicon that comes with the platform. */
    public static Lexicon builtIn() {
        return BUILT_IN;
    }

    /** Finds the phrases of all concepts; every extractor over this lexicon shares it. */
    PhraseAutomaton<Concept> phrases() {
        return phrases;
    }

    /** Every concept, in the order of the lexicon. */
    public List<Concept> concepts() {
        return List.copyOf(concepts.values());
    }

    /** The concept of a canonical name. */
    public Optional<Concept> concept(String name) {
        return Optional.ofNullable(concepts.get(name));
    }

    /** The concept that a phrase names as a whole, for example pleural effusion for {@code Effusions}. */
    public Optional<Concept> named(String phrase) {
        List<List<Word>> sentences = Sentences.of(phrase);
        if (sentences.size() != 1) {
            return Optional.empty();
        }
        List<Word> words = sentences.get(0);
        return phrases.matches(words).stream()
                .filter(match -> match.length() == words.size())
                .map(Match::value)
                .findFirst();
    }

    /** The concepts that a concept is a case of, near ones first; empty for a name that the lexicon does not know. */
    public Set<String> broader(String name) {
        return broader.getOrDefault(name, Set.of());
    }

    /** The entities of a category that a sampler may draw, in the order of the lexicon. */
    public List<Entity> entities(EntityCategory category) {
        List<Entity> entities = new ArrayList<>();
        for (Concept concept : concepts.values()) {
            Concept.Polarity polarity = concept.relations().polarity();
            if (concept.kind().stated() == category && polarity != Concept.Polarity.DENIED_ONLY) {
                entities.add(new Entity(category, concept.name()));
            } else if (concept.kind().denied() == category && polarity != Concept.Polarity.STATED_ONLY) {
                entities.add(new Entity(category, concept.name()));
            }
        }
        return entities;
    }

    /**
     * True if no report can truthfully say both: the same concept stated and denied, a case of what is denied, a finding
     * beside the statement of normality that excludes it. Entities that the lexicon does not know contradict nothing.
     */
    public boolean contradicts(Entity one, Entity other) {
        Concept first = concepts.get(one.name());
        Concept second = concepts.get(other.name());
        if (first == null || second == null || one.equals(other)) {
            return false;
        }
        boolean firstStated = stated(first, one);
        boolean secondStated = stated(second, other);
        if (firstStated && secondStated) {
            return excludes(first, second) || excludes(second, first);
        }
        if (firstStated != secondStated) {
            return firstStated ? isA(first, second) : isA(second, first);
        }
        return false;
    }

    /** True if a finding (or its absence) may be placed at an anatomy. Entities that the lexicon does not know fit anywhere. */
    public boolean fits(Entity clinical, Entity anatomy) {
        Concept finding = concepts.get(clinical.name());
        Concept place = concepts.get(anatomy.name());
        if (finding == null || place == null) {
            return true;
        }
        return finding.relations().regions().containsAll(place.relations().regions());
    }

    private static boolean stated(Concept concept, Entity entity) {
        return concept.kind() == ConceptKind.NORMAL
                || entity.category() == concept.kind().stated();
    }

    private boolean isA(Concept narrow, Concept broad) {
        return narrow == broad || ancestorsOf(narrow).contains(broad.name());
    }

    private boolean excludes(Concept one, Concept other) {
        Set<String> excluded = one.relations().excludes();
        if (excluded.contains("*")) {
            return other.finding();
        }
        return excluded.contains(other.name()) || ancestorsOf(other).stream().anyMatch(excluded::contains);
    }

    private Set<String> ancestorsOf(Concept concept) {
        return broader.getOrDefault(concept.name(), Set.of());
    }

    private Set<String> ancestors(Concept concept) {
        Set<String> all = new LinkedHashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(concept.relations().broader());
        while (!open.isEmpty()) {
            String name = open.remove();
            Concept parent = concepts.get(name);
            if (all.add(name) && parent != null) {
                open.addAll(parent.relations().broader());
            }
        }
        return Collections.unmodifiableSet(all);
    }

    private void checkRelations(Concept concept) {
        Set<String> named = new LinkedHashSet<>(concept.relations().broader());
        named.addAll(concept.relations().excludes());
        named.remove("*");
        named.removeAll(concepts.keySet());
        if (!named.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + concept.name() + "' refers to concepts the lexicon lacks: " + named);
        }
    }
}
