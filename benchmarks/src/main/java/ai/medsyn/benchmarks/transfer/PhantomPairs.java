package ai.medsyn.benchmarks.transfer;

import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.generator.images.phantom.PhantomGenerator;
import ai.medsyn.generator.reports.grammar.GrammarWriter;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.Resize;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Phantom films with their reports: findings are drawn at random, the grammar writes the report, the phantom draws its impression. */
final class PhantomPairs {

    private static final int DRAWN_AT = 256;
    private static final double ABNORMAL = 0.7;
    /** Shares of films with one and with at most two findings among the abnormal ones; NIH ChestX-ray14 has 1.57 labels on these. */
    private static final double ONE = 0.55;

    private static final double TWO = 0.87;
    /** How often a further finding is of the same kind of illness as the first. */
    private static final double SAME_KIND = 0.85;

    /** What patients of a ward have (air below the skin after operations), each line as likely as the number before it says. */
    private static final List<Choice> ACUTE = List.of(
            new Choice(12, "cardiomegaly"),
            new Choice(16, "pleural effusion"),
            new Choice(9, "consolidation"),
            new Choice(4, "pneumonia"),
            new Choice(12, "atelectasis"),
            new Choice(10, "infiltrate"),
            new Choice(8, "pulmonary edema"),
            new Choice(5, "subcutaneous emphysema"));

    /** What patients have who come on foot. */
    private static final List<Choice> CHRONIC = List.of(
            new Choice(10, "pneumothorax"),
            new Choice(9, "emphysema"),
            new Choice(9, "mass"),
            new Choice(9, "nodule"),
            new Choice(6, "pulmonary fibrosis"),
            new Choice(5, "pleural thickening"),
            new Choice(3, "hiatal hernia"));

    private static final List<Choice> FINDINGS =
            Stream.concat(ACUTE.stream(), CHRONIC.stream()).toList();

    /** What else a report may mention, sick or not: variation that means no disease of the list above. */
    private static final List<Choice> BESIDES = List.of(
            new Choice(5, "low lung volumes"),
            new Choice(5, "aortic tortuosity"),
            new Choice(3, "scoliosis"),
            new Choice(4, "pacemaker"),
            new Choice(4, "sternotomy wires"),
            new Choice(5, "central venous catheter"),
            new Choice(3, "port catheter"),
            new Choice(4, "endotracheal tube"),
            new Choice(4, "enteric tube"),
            new Choice(4, "monitoring leads"),
            new Choice(2, "granuloma"),
            new Choice(3, "chest tube"),
            new Choice(2, "rib fracture"),
            new Choice(2, "hemidiaphragm elevation"));

    private static final List<String> NORMALITY = List.of(
            "clear lungs",
            "normal heart size",
            "normal cardiomediastinal silhouette",
            "sharp costophrenic angles",
            "normal pulmonary vascularity",
            "normal chest");

    private static final Set<Entity> BEDRIDDEN = Set.of(
            new Entity(EntityCategory.DISEASE, "pleural effusion"),
            new Entity(EntityCategory.DISEASE, "pulmonary edema"),
            new Entity(EntityCategory.DISEASE, "pneumonia"),
            new Entity(EntityCategory.DISEASE, "atelectasis"),
            new Entity(EntityCategory.ABNORMALITY, "consolidation"),
            new Entity(EntityCategory.ABNORMALITY, "infiltrate"),
            new Entity(EntityCategory.DISEASE, "pneumothorax"),
            new Entity(EntityCategory.DISEASE, "subcutaneous emphysema"));

    /** What lies on and in patients at the bedside, sick or not, and how often. */
    private static final Map<String, Double> BEDSIDE = new TreeMap<>(Map.of(
            "monitoring leads", 0.45,
            "central venous catheter", 0.35,
            "endotracheal tube", 0.2,
            "enteric tube", 0.2,
            "sternotomy wires", 0.1));

    private record Choice(int weight, String concept) {}

    private final Lexicon lexicon = Lexicon.builtIn();
    private final LexiconExtractor extractor = new LexiconExtractor(lexicon);
    private final GrammarWriter writer = new GrammarWriter();
    private final PhantomGenerator phantom = new PhantomGenerator(extractor);
    private final int side;

    /**
     * @param side of the films, pixels
     */
    PhantomPairs(int side) {
        this.side = side;
    }

    /** The pairs of these seeds, drawn by as many threads as the common pool has. */
    List<Pair> draw(long firstSeed, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> pair(firstSeed + i))
                .toList();
    }

    private Pair pair(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Entity> entities = entities(random);
        // Who cannot stand is filmed at the bedside, among tubes and wires, and the report says so.
        boolean bedside = random.nextDouble() < (entities.stream().anyMatch(BEDRIDDEN::contains) ? 0.32 : 0.2);
        if (bedside) {
            BEDSIDE.forEach((concept, share) -> {
                if (random.nextDouble() < share) {
                    add(entities, stated(concept));
                }
            });
        }
        String impression = writer.write(List.copyOf(entities), seed).impression();
        String report = bedside ? "Portable AP view. " + impression : impression;
        GrayImage film = phantom.generate(List.of(new ImageRequest(report, seed, DRAWN_AT)))
                .get(0)
                .pixels();
        return pair(Resize.areaAverage(film, side, side), report, extractor);
    }

    /** What each sentence of the report says, and the report as a whole. */
    static Pair pair(GrayImage film, String report, LexiconExtractor extractor) {
        List<Sentence> sentences = new ArrayList<>();
        for (String text : report.split("(?<=[.!?])\\s+")) {
            Sentence sentence = sentence(text, extractor);
            if (!sentence.said().nothing()) {
                sentences.add(sentence);
            }
        }
        return new Pair(film, report, sentences, Said.of(extractor.extract(report)));
    }

    static Sentence sentence(String text, LexiconExtractor extractor) {
        return Sentence.of(text, Said.of(extractor.extract(text)));
    }

    private Set<Entity> entities(SplittableRandom random) {
        Set<Entity> entities = new LinkedHashSet<>();
        if (random.nextDouble() < ABNORMAL) {
            double u = random.nextDouble();
            int findings = u < ONE ? 1 : u < TWO ? 2 : 3;
            String first = pick(FINDINGS, random);
            add(entities, stated(first));
            boolean acute = ACUTE.stream().anyMatch(choice -> choice.concept().equals(first));
            for (int i = 1; i < findings; i++) {
                boolean same = random.nextDouble() < SAME_KIND;
                add(entities, stated(pick(same == acute ? ACUTE : CHRONIC, random)));
            }
            companions(entities, random);
        }
        if (random.nextDouble() < 0.4) {
            add(entities, stated(pick(BESIDES, random)));
        }
        int denied = random.nextInt(4);
        for (int i = 0; i < denied; i++) {
            add(entities, denied(pick(FINDINGS, random)));
        }
        if (random.nextDouble() < 0.5 || entities.isEmpty()) {
            add(entities, new Entity(EntityCategory.NON_ABNORMALITY, NORMALITY.get(random.nextInt(NORMALITY.size()))));
        }
        return entities;
    }

    /**
     * Heart failure comes as a whole more often than by chance; so do smokers' lungs and hearts; a drain belongs to air or fluid.
     */
    private void companions(Set<Entity> entities, SplittableRandom random) {
        if (entities.contains(stated("pulmonary edema"))) {
            if (random.nextDouble() < 0.5) {
                add(entities, stated("cardiomegaly"));
            }
            if (random.nextDouble() < 0.4) {
                add(entities, stated("pleural effusion"));
            }
        }
        if (entities.contains(stated("emphysema")) && random.nextDouble() < 0.1) {
            add(entities, stated("cardiomegaly"));
        }
        if (entities.contains(stated("pneumothorax"))) { // most of those on hospital films are drained
            if (random.nextDouble() < 0.6) {
                add(entities, stated("chest tube"));
            }
            if (random.nextDouble() < 0.2) {
                add(entities, stated("subcutaneous emphysema"));
            }
        }
        if (entities.contains(stated("pleural effusion")) && random.nextDouble() < 0.2) {
            add(entities, stated("atelectasis"));
        }
    }

    private void add(Set<Entity> entities, Entity entity) {
        if (entities.stream()
                .noneMatch(known ->
                        lexicon.contradicts(known, entity) || known.name().equals(entity.name()))) {
            entities.add(entity);
        }
    }

    private Entity stated(String concept) {
        return new Entity(lexicon.concept(concept).orElseThrow().kind().stated(), concept);
    }

    private Entity denied(String concept) {
        return new Entity(lexicon.concept(concept).orElseThrow().kind().denied(), concept);
    }

    private static String pick(List<Choice> choices, SplittableRandom random) {
        int ticket = random.nextInt(choices.stream().mapToInt(Choice::weight).sum());
        for (Choice choice : choices) {
            ticket -= choice.weight();
            if (ticket < 0) {
                return choice.concept();
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }
}
