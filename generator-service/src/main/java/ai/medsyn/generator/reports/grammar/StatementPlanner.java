package ai.medsyn.generator.reports.grammar;

import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.Concept;
import ai.medsyn.radiology.ConceptKind;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Laterality;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.Severity;
import ai.medsyn.radiology.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides what a report says before any word is chosen: every anatomy goes to a finding that may lie there, the findings
 * rather than their absences first; side, severity and zone that the entities leave open come from the seed.
 */
final class StatementPlanner {

    /** Regions of which the patient has two, so that a finding may be bilateral. */
    private static final Set<String> PAIRED =
            Set.of("lung", "pleura", "hilum", "rib", "shoulder", "clavicle", "breast", "chest wall");

    /** Shares of findings; ours, not measured. */
    private static final double COMPARED = 0.35;

    private static final double LEANING = 0.08;
    private static final double POSSIBLE = 0.05;

    private final Lexicon lexicon;

    StatementPlanner(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * Plans a report.
     *
     * @param comparing whether there is an earlier examination to compare with
     */
    List<Statement> plan(List<Entity> entities, boolean comparing, Choice choice) {
        List<Entity> clinical = new ArrayList<>();
        Map<Integer, List<Concept>> places = new TreeMap<>();
        List<Concept> bare = new ArrayList<>();
        entities.stream().filter(entity -> entity.category().clinical()).forEach(clinical::add);
        for (Entity entity : entities) {
            if (entity.category() == EntityCategory.ANATOMY) {
                int host = host(entity, clinical, places, choice);
                if (host < 0) {
                    bare.add(concept(entity));
                } else {
                    places.computeIfAbsent(host, index -> new ArrayList<>()).add(concept(entity));
                }
            }
        }
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < clinical.size(); i++) {
            statements.add(statement(clinical.get(i), places.getOrDefault(i, List.of()), comparing, choice));
        }
        bare.forEach(place ->
                statements.add(new Statement(place, true, Attributes.NONE, List.of(), Statement.Manner.PLAIN)));
        return statements;
    }

    private int host(Entity anatomy, List<Entity> clinical, Map<Integer, List<Concept>> places, Choice choice) {
        List<Integer> best = new ArrayList<>();
        int bestRank = Integer.MAX_VALUE;
        for (int i = 0; i < clinical.size(); i++) {
            Concept concept = concept(clinical.get(i));
            if (!lexicon.fits(clinical.get(i), anatomy)
                    || concept.relations().regions().isEmpty()) {
                continue;
            }
            // A finding before a denial before a statement of normality; the one with fewest places so far.
            int kind = concept.kind() == ConceptKind.NORMAL ? 2 : stated(concept, clinical.get(i)) ? 0 : 1;
            int rank = 10 * places.getOrDefault(i, List.of()).size() + kind;
            if (rank < bestRank) {
                best.clear();
                bestRank = rank;
            }
            if (rank == bestRank) {
                best.add(i);
            }
        }
        return best.isEmpty() ? -1 : choice.from(best);
    }

    private Statement statement(Entity entity, List<Concept> places, boolean comparing, Choice choice) {
        Concept concept = concept(entity);
        boolean stated = stated(concept, entity);
        boolean described = stated && concept.finding();
        return new Statement(
                concept,
                stated,
                described ? attributes(concept, places, choice) : Attributes.NONE,
                places,
                described ? manner(concept, comparing, choice) : Statement.Manner.PLAIN);
    }

    /** Devices are there or not; findings are now and then doubted, and compared where there is something to compare with. */
    private static Statement.Manner manner(Concept concept, boolean comparing, Choice choice) {
        if (concept.kind() == ConceptKind.DEVICE) {
            return Statement.Manner.PLAIN;
        }
        if (comparing && choice.chance(COMPARED)) {
            return choice.of(
                    Statement.Manner.STABLE,
                    Statement.Manner.STABLE,
                    Statement.Manner.NEW,
                    Statement.Manner.WORSE,
                    Statement.Manner.BETTER);
        }
        if (choice.chance(LEANING)) {
            return Statement.Manner.LEANING;
        }
        return choice.chance(POSSIBLE) ? Statement.Manner.POSSIBLE : Statement.Manner.PLAIN;
    }

    private static Attributes attributes(Concept concept, List<Concept> places, Choice choice) {
        Concept.Usage usage = concept.usage();
        Severity severity = usage.measure() == Concept.Measure.NONE
                ? Severity.UNSPECIFIED
                : choice.of(
                        Severity.UNSPECIFIED,
                        Severity.MILD,
                        Severity.MILD,
                        Severity.MODERATE,
                        Severity.MODERATE,
                        Severity.SEVERE);
        if (!places.isEmpty()) {
            return new Attributes(Laterality.UNSPECIFIED, severity, Zone.UNSPECIFIED);
        }
        return new Attributes(
                usage.sided() ? side(concept, choice) : Laterality.UNSPECIFIED,
                severity,
                usage.zoned() ? zone(concept, choice) : Zone.UNSPECIFIED);
    }

    private static Laterality side(Concept concept, Choice choice) {
        boolean paired = concept.kind() != ConceptKind.DEVICE
                && concept.relations().regions().stream().anyMatch(PAIRED::contains);
        return paired
                ? choice.of(
                        Laterality.LEFT,
                        Laterality.LEFT,
                        Laterality.RIGHT,
                        Laterality.RIGHT,
                        Laterality.BILATERAL,
                        Laterality.UNSPECIFIED)
                : choice.of(Laterality.LEFT, Laterality.RIGHT);
    }

    private static Zone zone(Concept concept, Choice choice) {
        if (concept.relations().regions().contains("pleura")) {
            return choice.of(Zone.UNSPECIFIED, Zone.APICAL, Zone.BASILAR);
        }
        return choice.of(
                Zone.UNSPECIFIED,
                Zone.UNSPECIFIED,
                Zone.APICAL,
                Zone.UPPER,
                Zone.MIDDLE,
                Zone.LOWER,
                Zone.BASILAR,
                Zone.BASILAR,
                Zone.PERIHILAR,
                Zone.PERIPHERAL);
    }

    private static boolean stated(Concept concept, Entity entity) {
        return concept.kind() == ConceptKind.NORMAL
                || entity.category() == concept.kind().stated();
    }

    /** True if an entity is one of the lexicon. */
    boolean knows(Entity entity) {
        return known(entity).isPresent();
    }

    private Optional<Concept> known(Entity entity) {
        return lexicon.concept(entity.name())
                .filter(concept -> concept.kind().stated() == entity.category()
                        || concept.kind().denied() == entity.category());
    }

    private Concept concept(Entity entity) {
        return known(entity)
                .orElseThrow(() -> new IllegalArgumentException("the grammar writer knows the entities of the built-in"
                        + " lexicon only, not " + entity + "; use another writer for it"));
    }
}
