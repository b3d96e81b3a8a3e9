package ai.medsyn.generator.reports.grammar;

import ai.medsyn.radiology.Concept;
import ai.medsyn.radiology.ConceptKind;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a concept may be called in a text that is written. The lexicon lists all that reports say, fragments and misspellings among it; of these the ones are
 * taken that end like the name or in another noun of the field, and that the extractor reads as this concept alone.
 */
final class Names {

    private static final int MOST = 12;
    private static final int LONGEST = 5;

    /** Nouns with which a phrase of findings ends. */
    private static final Set<String> HEADS = Set.of(
            ("abnormality abscess adenopathy aneurysm atelectasis calcification cardiomegaly catheter change changes collapse"
                            + " congestion consolidation contusion cyst deformity density disease dislocation edema effusion elevation"
                            + " emphysema enlargement fibrosis fluid fracture fractures granuloma hemorrhage hernia hyperinflation"
                            + " implant infarct infection infiltrate injury lesion line lymphadenopathy lymphoma malignancy markings mass metastases"
                            + " metastasis neoplasm nodule nodules opacification opacities opacity pacemaker plaque pneumonia pneumonitis"
                            + " pneumothorax port process prominence prosthesis scar scarring sclerosis scoliosis stent stranding thickening"
                            + " tube tuberculosis tumor valve widening wire wires syndrome screw screws plate clip clips suture sutures")
                    .split(" "));

    /** Words that a name does not begin with: the sentence brings them, or they say more than the concept. */
    private static final Set<String> NO_START =
            Set.of(("left right bilateral acute the a an no new old prior mild moderate"
                            + " severe small large possible probable likely stable multiple some few other both of in suspected presumed"
                            + " questionable known tip removal status placement interval previous")
                    .split(" "));

    /** Words that hide the number of a noun, or a particular patient's state. */
    private static final Set<String> NOWHERE =
            Set.of("area", "areas", "zone", "zones", "and", "or", "status", "suspected", "post");

    /** Clumsy endings, and what compares or repeats a verb. */
    private static final Pattern UNFIT = Pattern.compile(
            "\\b(again|otherwise|stable|normal limit|limits of normal|within limit|(is|are) (is|are))\\b");

    private final EntityExtractor extractor;
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();

    Names(EntityExtractor extractor) {
        this.extractor = extractor;
    }

    /** The names of a concept, its own one first. */
    List<String> of(Concept concept) {
        return names.computeIfAbsent(concept.name(), any -> find(concept));
    }

    private List<String> find(Concept concept) {
        List<String> found = new ArrayList<>(List.of(concept.name()));
        if (!concept.finding()) {
            return found;
        }
        Entity stated = new Entity(concept.kind().stated(), concept.name());
        concept.phrases().stream()
                .filter(Predicate.not(found::contains))
                .filter(phrase -> fit(phrase, concept))
                .filter(phrase -> readsAs("There is " + phrase + ".", stated))
                .limit(MOST)
                .forEach(found::add);
        return found;
    }

    /** The sentences of a statement of normality that the lexicon knows: those that have a verb. */
    List<String> sentences(Concept normal) {
        return names.computeIfAbsent("sentence of " + normal.name(), any -> {
            Entity stated = new Entity(normal.kind().stated(), normal.name());
            return normal.phrases().stream()
                    .filter(phrase -> phrase.matches("[a-z ]+ (is|are) [a-z ]+") && plain(phrase))
                    .filter(phrase -> !UNFIT.matcher(phrase).find() && agrees(phrase))
                    .map(phrase -> phrase.startsWith("the ") ? phrase : "the " + phrase)
                    .filter(phrase -> readsAs(phrase + ".", stated))
                    .limit(MOST)
                    .toList();
        });
    }

    /** True if "is" follows one thing and "are" several. */
    private static boolean agrees(String phrase) {
        List<String> words = Arrays.asList(phrase.split(" "));
        int verb = Math.max(words.indexOf("is"), words.indexOf("are"));
        return verb > 0 && plural(words.get(verb - 1)) == words.get(verb).equals("are");
    }

    private static boolean fit(String phrase, Concept concept) {
        List<String> words = Arrays.asList(phrase.split(" "));
        String last = words.get(words.size() - 1);
        String head = concept.name().substring(concept.name().lastIndexOf(' ') + 1);
        boolean noun = last.equals(head) || HEADS.contains(last);
        // The grammar of the name is the concept's: a plural stands where the name is one, and only there.
        boolean sameNumber = plural(last) == (concept.usage().noun() == Concept.Noun.PLURAL)
                || concept.usage().noun() == Concept.Noun.MASS && !plural(last);
        boolean device = concept.kind() != ConceptKind.DEVICE || words.size() > 1;
        return noun
                && sameNumber
                && device
                && plain(phrase)
                && words.size() <= LONGEST
                && !NO_START.contains(words.get(0));
    }

    private static boolean plural(String noun) {
        return noun.endsWith("s") && !noun.endsWith("is") && !noun.endsWith("us") && !noun.endsWith("ss");
    }

    /** Without the mark of a removed word and without abbreviations that hide their article. */
    private static boolean plain(String phrase) {
        return !phrase.contains("xxxx") && phrase.matches("[a-z][a-z ]{4,}");
    }

    private boolean readsAs(String sentence, Entity entity) {
        List<EntityMention> mentions = extractor.extract(sentence);
        return mentions.size() == 1 && mentions.get(0).entity().equals(entity);
    }
}
