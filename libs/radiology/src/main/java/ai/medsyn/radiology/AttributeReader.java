package ai.medsyn.radiology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads side, severity and zone of a finding from the words around it, as far as the concept can carry them. */
final class AttributeReader {

    private static final Map<String, Laterality> SIDES = sides();
    private static final Map<String, Severity> SEVERITIES = severities();
    private static final Map<String, Zone> ZONES = zones();
    private static final int REACH_BEFORE = 9;
    private static final int REACH_AFTER = 14;

    /** Words over which what stands before a finding does not describe it. */
    private static final Set<String> BARRIERS_BEFORE = Set.of(
            "is",
            "are",
            "has",
            "have",
            "with",
            "without",
            "but",
            "no",
            "shows",
            "show",
            "demonstrate",
            "adjacent",
            "from");

    private static final Set<String> COORDINATION = Set.of("and", "or");

    private final List<Word> sentence;
    private final int[] owner;

    /** @param owner for each word the index of the clinical mention that it belongs to, or -1 */
    AttributeReader(List<Word> sentence, int[] owner) {
        this.sentence = sentence;
        this.owner = owner;
    }

    Attributes of(Match<Concept> mention) {
        Concept.Usage usage = mention.value().usage();
        int from = before(mention.from());
        int to = after(mention.to());
        return new Attributes(
                usage.sided() ? laterality(mention, from, to) : Laterality.UNSPECIFIED,
                usage.measure() == Concept.Measure.NONE ? Severity.UNSPECIFIED : severity(mention, from, to),
                usage.zoned() ? zone(mention, from, to) : Zone.UNSPECIFIED);
    }

    private int before(int mention) {
        int from = mention;
        while (from > 0 && mention - from < REACH_BEFORE && owner[from - 1] < 0) {
            String word = sentence.get(from - 1).stem();
            // "Left and moderate right effusions": coordination joins sides, otherwise it divides findings.
            boolean divides = COORDINATION.contains(word)
                    && (from < 2 || !SIDES.containsKey(sentence.get(from - 2).stem()));
            if (sentence.get(from).separated() || BARRIERS_BEFORE.contains(word) || divides) {
                break;
            }
            from--;
        }
        return from;
    }

    private int after(int end) {
        int to = end;
        int coordination = end;
        while (to < sentence.size() && to - end < REACH_AFTER) {
            if (owner[to] >= 0) {
                // What follows the last "and" or "with" already describes the next finding.
                return coordination > end ? coordination : end;
            }
            if (sentence.get(to).separated()) {
                break;
            }
            if (Set.of("and", "or", "with", "without", "but", "no")
                    .contains(sentence.get(to).stem())) {
                coordination = to;
            }
            to++;
        }
        return to;
    }

    private Laterality laterality(Match<Concept> mention, int from, int to) {
        Laterality near = sides(from, mention.to());
        return near == Laterality.UNSPECIFIED ? sides(mention.to(), to) : near;
    }

    private Laterality sides(int from, int to) {
        Laterality found = Laterality.UNSPECIFIED;
        for (int i = from; i < to; i++) {
            found = found.and(SIDES.getOrDefault(sentence.get(i).stem(), Laterality.UNSPECIFIED));
        }
        return found;
    }

    private Severity severity(Match<Concept> mention, int from, int to) {
        for (int i = mention.to() - 1; i >= from; i--) {
            Severity found = SEVERITIES.get(sentence.get(i).stem());
            if (found != null) {
                return found;
            }
        }
        for (int i = mention.to(); i < Math.min(to, mention.to() + 3); i++) {
            Severity found = SEVERITIES.get(sentence.get(i).stem());
            if (found != null) {
                return found;
            }
        }
        return Severity.UNSPECIFIED;
    }

    private Zone zone(Match<Concept> mention, int from, int to) {
        for (int i = mention.to() - 1; i >= from; i--) {
            Zone found = ZONES.get(sentence.get(i).stem());
            if (found != null) {
                return found;
            }
        }
        for (int i = mention.to(); i < to; i++) {
            Zone found = ZONES.get(sentence.get(i).stem());
            if (found != null) {
                return found;
            }
        }
        return Zone.UNSPECIFIED;
    }

    private static Map<String, Laterality> sides() {
        Map<String, Laterality> sides = new HashMap<>();
        sides.put("left", Laterality.LEFT);
        sides.put("right", Laterality.RIGHT);
        sides.put("lingula", Laterality.LEFT);
        sides.put("lingular", Laterality.LEFT);
        for (String word : List.of(
                "bilateral", "bilaterally", "both", "bibasilar", "biapical", "bibasal", "bihilar", "biapically")) {
            sides.put(word, Laterality.BILATERAL);
        }
        return sides;
    }

    private static Map<String, Severity> severities() {
        Map<String, Severity> severities = new HashMap<>();
        for (String word : List.of(
                "mild",
                "mildly",
                "small",
                "minimal",
                "minimally",
                "tiny",
                "trace",
                "slight",
                "slightly",
                "subtle",
                "borderline",
                "faint",
                "subsegmental",
                "limited")) {
            severities.put(word, Severity.MILD);
        }
        for (String word : List.of("moderate", "moderately", "medium")) {
            severities.put(word, Severity.MODERATE);
        }
        for (String word : List.of(
                "large",
                "severe",
                "severely",
                "marked",
                "markedly",
                "massive",
                "extensive",
                "significant",
                "gross",
                "advanced",
                "tension")) {
            severities.put(word, Severity.SEVERE);
        }
        return severities;
    }

    private static Map<String, Zone> zones() {
        Map<String, Zone> zones = new HashMap<>();
        put(zones, Zone.APICAL, "apical", "apex", "apice", "biapical", "apically");
        put(zones, Zone.UPPER, "upper");
        put(zones, Zone.MIDDLE, "middle", "mid", "midlung", "lingula", "lingular");
        put(zones, Zone.LOWER, "lower");
        put(zones, Zone.BASILAR, "basilar", "basal", "base", "bibasilar", "bibasal", "infrahilar");
        put(zones, Zone.PERIHILAR, "perihilar", "hilar", "central", "centrally", "hilum", "suprahilar");
        put(zones, Zone.RETROCARDIAC, "retrocardiac");
        put(zones, Zone.PERIPHERAL, "peripheral", "peripherally", "subpleural");
        put(zones, Zone.DIFFUSE, "diffuse", "diffusely", "scattered", "multifocal", "throughout");
        return zones;
    }

    private static void put(Map<String, Zone> zones, Zone zone, String... words) {
        for (String word : words) {
            zones.put(word, zone);
        }
    }
}
